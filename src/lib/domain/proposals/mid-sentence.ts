/**
 * Activities within the sentence that states what they serve: `… services to Establish a portal or
 * Develop guidelines`. A verb with a capital, joined by a small word, begins each of them.
 */
import type { Span } from './proposal.ts';
import { found, trimmed } from './spans.ts';

const english =
	'Acquire|Adopt|Assess|Build|Complete|Conduct|Connect|Create|Deliver|Deploy|Design|Develop|' +
	'Digitali[sz]e|Draft|Enable|Enhance|Ensure|Establish|Expand|Facilitate|Formulate|Implement|' +
	'Improve|Increase|Install|Institutionali[sz]e|Integrate|Launch|Maintain|Organi[sz]e|Prepare|' +
	'Procure|Promote|Provide|Publish|Reduce|Standardi[sz]e|Strengthen|Support|Train|Upgrade';
const indonesian =
	'Membangun|Membentuk|Mengembangkan|Menyusun|Meningkatkan|Melaksanakan|Menyelenggarakan|' +
	'Menyediakan|Memperkuat|Mengintegrasikan|Menerapkan|Melakukan|Mewujudkan';
const filipino =
	'Magtatag|Magtayo|Magsagawa|Bumuo|Lumikha|Itatag|Isagawa|Paunlarin|Palakasin|Pahusayin|Ipatupad';

const joined = new RegExp(
	`(?<!\\s)\\s+(?:and|or|to|by|untuk|dan|atau|serta|upang|at|o)\\s+(?=(?:${english}|${indonesian}|${filipino})\\b)`,
	'gu'
);

/** The parts of a sentence, the first of which states what the others serve; one: it is whole. */
export function sentenceParts(text: string, words: Span): Span[] {
	const parts: Span[] = [];
	let start = words.start;
	for (const join of found(text, words, joined)) {
		parts.push(trimmed(text, { start, end: join.start }));
		start = join.end;
	}
	return [...parts, trimmed(text, { start, end: words.end })];
}
