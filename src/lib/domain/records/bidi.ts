/** Signs that turn the direction of text (UAX #9): what one text opens must not turn what follows it. */

const isolates = /[\u2066-\u2068]/;
const embeddings = /[\u202A\u202B\u202D\u202E]/;
const popIsolate = '\u2069';
const popEmbedding = '\u202C';
const any = /[\u202A-\u202E\u2066-\u2069]/;

/** Whether a text turns its direction by such a sign. */
export const turnsDirection = (text: string): boolean => any.test(text);

/** Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others. */
const letters =
	'\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}';
const anyLetter = new RegExp(`[${letters}]`, 'u');
// what stands between two such words is theirs; letters and digits of other scripts are not
const run = new RegExp(`[${letters}](?:[^\\p{L}\\p{N}]*[${letters}]+)*`, 'gu');

/** Whether a text has letters that are written from right to left. */
export const hasRightToLeft = (text: string): boolean => anyLetter.test(text);

/** The text with each of its parts that are written from right to left put through `mark`. */
export const markRightToLeft = (text: string, mark: (part: string) => string): string =>
	text.replace(run, mark);

function closedLine(line: string): string {
	const open: string[] = [];
	for (const sign of line) {
		if (isolates.test(sign)) open.push(popIsolate);
		else if (embeddings.test(sign)) open.push(popEmbedding);
		// what is closed twice closes nothing
		else if (sign === popIsolate && open.includes(popIsolate))
			open.splice(open.lastIndexOf(popIsolate));
		else if (sign === popEmbedding && open.at(-1) === popEmbedding) open.pop();
	}
	return line + open.reverse().join('');
}

/** The text with each direction that it opens closed at the end of its line, where it ends anyhow. */
export const closed = (text: string): string =>
	turnsDirection(text) ? text.split('\n').map(closedLine).join('\n') : text;
