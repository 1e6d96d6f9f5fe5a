import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Proposal, Span } from './proposal.ts';
import { propose } from './propose.ts';
import { uncovered, wordsAt } from './spans.ts';

/** The tree in a line an element: set in by depth, kind, code, title. */
function drawn(text: string): string {
	const { elements } = propose(text);
	const depth = (at: number | null): number =>
		at === null ? 0 : 1 + depth(elements[at]?.parent ?? null);
	return elements
		.map(({ kind, code, title, parent }) => {
			const said = wordsAt(text, title).replace(/\s+/g, ' ');
			return `${'  '.repeat(depth(parent))}${kind} ${code === null ? '' : `${code} `}${said}`;
		})
		.join('\n');
}

const tree = (lines: string) =>
	lines.replace(/^\n|\n\t*$/g, '').replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length - 2));

const used = ({ elements, vision, mission, headings }: Proposal): Span[] => [
	...elements.flatMap(({ passage, marker, stated }) => [
		passage,
		...(marker ? [marker] : []),
		...stated.flatMap(({ label, value }) => [label, value])
	]),
	...headings,
	...[vision, mission].filter((span) => span !== null)
];

/** What a proposal of a text says nothing of. */
function forgotten(text: string): string[] {
	const proposal = propose(text);
	const spans = [...used(proposal), ...proposal.setAside.map(({ span }) => span)];
	return uncovered(text, { start: 0, end: text.length }, spans).map((span) => wordsAt(text, span));
}

test.each<[string, string, string]>([
	[
		'Indonesian headings with numbers',
		`Tujuan 1: Mewujudkan layanan publik digital
Sasaran 1.1: Meningkatnya kualitas layanan
Program 1: Penyelenggaraan SPBE
  a. Membangun portal layanan
  b. Menyusun standar data
Sasaran 1.2: Terintegrasinya data
Tujuan 2: Meningkatkan literasi digital`,
		`
		goal Mewujudkan layanan publik digital
			objective Meningkatnya kualitas layanan
				activity Penyelenggaraan SPBE
			objective Terintegrasinya data
		goal Meningkatkan literasi digital
		`
	],
	[
		'Filipino headings over lists',
		`MGA LAYUNIN

1. Palawakin ang serbisyong digital
2. Palakasin ang seguridad

MGA GAWAIN

• Magtayo ng data center
• Magsanay ng mga kawani`,
		`
		objective 1 Palawakin ang serbisyong digital
		objective 2 Palakasin ang seguridad
		activity Magtayo ng data center
		activity Magsanay ng mga kawani
		`
	],
	[
		'joined numbers without a word',
		`1 Digital government
1.1 One portal for all services
1.1.1 Build the portal
1.1.2 Move 40 services to it
1.2 Trust
1.2.1 Set up a response team`,
		`
		goal 1 Digital government
			objective 1.1 One portal for all services
				activity 1.1.1 Build the portal
				activity 1.1.2 Move 40 services to it
			objective 1.2 Trust
				activity 1.2.1 Set up a response team
		`
	],
	[
		'letters that could be Roman numbers',
		`STRATEGIES
A. First
B. Second
C. Third
D. Fourth
E. Fifth
F. Sixth
G. Seventh
H. Eighth
I. Ninth
J. Tenth`,
		[...'ABCDEFGHIJ']
			.map(
				(letter, at) =>
					`objective ${letter} ${['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'][at]}`
			)
			.join('\n')
	],
	[
		'bullets set in',
		`Goals
- Better services
  - Open a portal
    - Write its rules
  - Open a hotline
- Safe data`,
		`
		goal Better services
			objective Open a portal
				activity Write its rules
			objective Open a hotline
		goal Safe data
		`
	],
	[
		'Markdown',
		`# Goal 1: Better services
## Objective: One portal
* Build it
* Open it
# Goal 2: Safe data`,
		`
		goal Better services
			objective One portal
				activity Build it
				activity Open it
		goal Safe data
		`
	],
	[
		'run together',
		`GOAL #1 – Better services(OBJECTIVE) One portal • Build it • Open it(OBJECTIVE) One number to call
GOAL #2 – Safe data`,
		`
		goal Better services
			objective One portal
				activity Build it
				activity Open it
			objective One number to call
		goal Safe data
		`
	],
	[
		'lines that were wrapped',
		`Goal 1. To make every service of the government
available on one portal
Objective 1.1
To bring the services of all
  ministries together
• Build the portal and the
  register behind it`,
		`
		goal To make every service of the government available on one portal
			objective To bring the services of all ministries together
				activity Build the portal and the register behind it
		`
	],
	[
		'a list that a sentence introduces',
		`Our plan was made in a year of work.

The ministry will carry out these priority projects for its citizens in the coming years:

1. A portal
2. A hotline

The committee met in three different towns of the region and heard:

1. farmers
2. teachers`,
		`
		activity 1 A portal
		activity 2 A hotline
		`
	],
	['a heading with a page number behind it', 'VISION\n5/10', ''],
	['nothing planned', 'The weather was fine. We met on Monday.\n\n5/10', '']
])('%s', (_, text, expected) => {
	expect(drawn(text)).toBe(tree(expected));
	expect(forgotten(text)).toEqual([]);
});

test('lines below an element state what they call by its name', () => {
	const text = `Kegiatan 1: Membangun portal
Indikator: Jumlah layanan
Baseline: 3
Target: 40 pada 2028
Penanggung jawab: Diskominfo
Anggaran: Rp 2,5 miliar
Catatan lain yang panjang sekali.`;
	const { elements, setAside } = propose(text);
	expect(elements[0]?.stated.map(({ field, value }) => [field, wordsAt(text, value)])).toEqual([
		['kpi', 'Jumlah layanan'],
		['baseline', '3'],
		['target', '40 pada 2028'],
		['office', 'Diskominfo'],
		['budget', 'Rp 2,5 miliar']
	]);
	expect(setAside.map(({ span }) => wordsAt(text, span))).toEqual([
		'Catatan lain yang panjang sekali.'
	]);
});

test('a table names elements and what is stated of them', () => {
	const text = `Objective\tActivity\tLead office\tBudget (PHP)\tRemarks
One portal\tBuild it\tDICT\t5,000,000\tnew
\tOpen it\tOCM\t
Safe data\tTrain staff\t\t200,000`;
	expect(drawn(text)).toBe(
		tree(`
		objective One portal
			activity Build it
			activity Open it
		objective Safe data
			activity Train staff
		`)
	);
	const { elements, setAside } = propose(text);
	expect(elements.map(({ stated }) => stated.map(({ value }) => wordsAt(text, value)))).toEqual([
		[],
		['DICT', '5,000,000'],
		['OCM'],
		[],
		['200,000']
	]);
	expect(setAside.map(({ span, why }) => [wordsAt(text, span), why])).toEqual([['new', 'table']]);
	expect(forgotten(text)).toEqual([]);
});

test('a table of indicators states them of the element above it', () => {
	const text = `Objective: One portal
| Indicator | Baseline | Target |
|---|---|---|
| Services online | 3 | 40 |
| Days to an answer | 21 | 5 |`;
	const { elements } = propose(text);
	expect(elements).toHaveLength(1);
	expect(elements[0]?.stated.map(({ value }) => wordsAt(text, value))).toEqual([
		'Services online',
		'3',
		'40',
		'Days to an answer',
		'21',
		'5'
	]);
	expect(forgotten(text)).toEqual([]);
});

test('what a text does not state is not there', () => {
	const text = 'GOAL # 1 – To build a portal by 2028 for 5 million pesos, led by the ministry';
	const [goal] = propose(text).elements;
	expect(goal).toMatchObject({ code: null, description: null, stated: [], terms: [] });
});

const publications = [
	'bangsamoro',
	'dti-programme',
	'sri-lanka-capacity',
	'bolaang-mongondow',
	'badung'
];

test.each(publications)('every word of %s is used or set aside', (plan) => {
	const file = `../../../../tests/fixtures/publications/${plan}.txt`;
	const text = readFileSync(new URL(file, import.meta.url), 'utf8');
	expect(forgotten(text)).toEqual([]);
	expect(propose(text.replaceAll('\n', '\r\n')).elements).toHaveLength(
		propose(text).elements.length
	);
});

const pieces = fc.constantFrom(
	'GOAL # 1 – ',
	'(OBJECTIVE) ',
	'Tujuan: ',
	'• ',
	'- ',
	'1. ',
	'1.2.3 ',
	'A. ',
	'II. ',
	'# ',
	'\t',
	' | ',
	'Objectives',
	'VISION',
	'Budget: 5',
	'Target\tOffice',
	'to Develop a portal',
	'small words',
	'Some Words',
	'A sentence. Another one.',
	'the steps are one, two, and three.',
	'“quoted”',
	'5/10',
	' ',
	'\n',
	'\n',
	'\n\n',
	'\r\n',
	'\f',
	'𝘉𝘐𝘊𝘛𝘖',
	'(G2G)',
	'é\u0301',
	':',
	'(',
	')',
	'|'
);

test('whatever the text, every word is used or set aside once, and none is changed', () => {
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 40 }), (drawnPieces) => {
			const text = drawnPieces.join('');
			expect(forgotten(text)).toEqual([]);
			const proposal = propose(text);
			const inTree = used(proposal);
			for (const { span } of proposal.setAside) {
				const overlaps = inTree.filter(({ start, end }) => start < span.end && end > span.start);
				expect(overlaps).toEqual([]);
			}
			for (const { title, passage } of proposal.elements) {
				expect(title.start).toBeLessThan(title.end);
				expect(passage.start).toBeLessThanOrEqual(title.start);
				expect(passage.end).toBeGreaterThanOrEqual(title.end);
			}
		}),
		{ numRuns: 2_000 }
	);
});

test.each([
	['blanks', ' '.repeat(200_000)],
	['blanks within a line', `a${' '.repeat(200_000)}b`],
	['one word without end', 'vision'.repeat(30_000)],
	['one line of words', 'our vision and the objectives are to Develop '.repeat(5_000)],
	['brackets', '('.repeat(200_000)],
	['bullets', '• a '.repeat(20_000)],
	['numbers', '1.'.repeat(100_000)],
	['dashes', '- '.repeat(100_000)],
	['cells', 'a\t'.repeat(100_000)],
	['lines', '1. a\n'.repeat(20_000)]
])('a text of %s is read to its end', (_, text) => {
	expect(forgotten(text)).toEqual([]);
});
