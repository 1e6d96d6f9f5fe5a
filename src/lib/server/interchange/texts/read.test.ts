import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { archiveOf } from '../../../../../tests/support/archive.ts';
import { docxOf, docxParagraph, odtOf, pdfOf } from '../../../../../tests/support/documents.ts';
import { fileLimit, readText } from './read.ts';

const utf8 = (words: string) => Buffer.from(words);

test.each<[string, string, Buffer, string]>([
	['a text', 'plan.txt', utf8('\ufeffGOAL 1\r\nNiño ₱'), 'GOAL 1\nNiño ₱'],
	[
		'a text of Windows',
		'PLAN.TXT',
		Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Tujuan “1”', 'utf16le')]),
		'Tujuan “1”'
	],
	[
		'Markdown',
		'plan.md',
		utf8(
			'Goals\n=====\n\n* **Better** *services* of [the state](https://example.org "x")\n* snake_case_name\n\n1. `code` \\* star'
		),
		'# Goals\n\n* Better services of the state\n* snake_case_name\n\n1. code * star'
	],
	[
		'a page',
		'plan.html',
		utf8(
			`<!doctype html><html><head><title>no</title><style>p{}</style></head><body>
			<nav>Menu</nav><h1>Master <em>plan</em></h1><script>alert(1)</script>
			<p>One &amp; two<br>three</p><div>loose <b>words</b><p>inner</p>after</div>
			<ol start="3"><li>third<ul><li>deeper</li></ul></li><li><p>fourth</p><p>goes on</p></li></ol>
			<table><tr><th>KPI</th><th>Target</th></tr><tr><td>Days</td><td>5</td></tr></table></body></html>`
		),
		[
			'# Master plan',
			'',
			'One & two',
			'',
			'three',
			'',
			'loose words',
			'',
			'inner',
			'',
			'after',
			'',
			'3. third',
			'  • deeper',
			'4. fourth',
			'goes on',
			'| KPI | Target |',
			'| Days | 5 |'
		].join('\n')
	]
])('%s is read', async (_, name, bytes, expected) => {
	expect(await readText(name, bytes)).toBe(expected);
});

const level = (depth: number, format: string, pattern: string) =>
	`<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
const numbering =
	`<w:abstractNum w:abstractNumId="7">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2)')}</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '·')}</w:abstractNum>` +
	'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>';
const styles =
	'<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>' +
	'<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>' +
	'<w:style w:styleId="L"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
const inList = (list: number, depth: number) =>
	`<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`;

test('a word processor’s file is read with its numbers, headings, tables and changes', async () => {
	const cell = (words: string) => `<w:tc>${docxParagraph(words)}</w:tc>`;
	const body = [
		docxParagraph('Master plan', '<w:pStyle w:val="Mine"/>'),
		docxParagraph('A goal', inList(1, 0)),
		docxParagraph('A step', inList(1, 1)),
		docxParagraph('Another', inList(1, 1)),
		docxParagraph('A second goal', inList(1, 0)),
		docxParagraph('Its step', inList(1, 1)),
		docxParagraph('Dotted', '<w:pStyle w:val="L"/>'),
		'<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>and added</w:t><w:tab/><w:t>Niño ₱</w:t></w:r></w:ins></w:p>',
		`<w:tbl><w:tr>${cell('KPI')}${cell('Target')}</w:tr><w:tr>${cell('Days')}${cell('5')}</w:tr></w:tbl>`
	].join('');
	expect(await readText('plan.docx', docxOf(body, { numbering, styles }))).toBe(
		[
			'# Master plan',
			'',
			'I. A goal',
			'  1) A step',
			'  2) Another',
			'II. A second goal',
			'  1) Its step',
			'• Dotted',
			'',
			'Kept and added Niño ₱',
			'',
			'| KPI | Target |',
			'| Days | 5 |'
		].join('\n')
	);
});

test('an OpenDocument text is read with its numbers, headings and tables', async () => {
	const list =
		'<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>' +
		'<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>';
	const body =
		'<text:h text:outline-level="2">Goals</text:h><text:list text:style-name="N"><text:list-item><text:p>First<text:s/>one</text:p>' +
		'<text:list><text:list-item><text:p>A step</text:p></text:list-item></text:list></text:list-item>' +
		'<text:list-item><text:p>Second</text:p></text:list-item></text:list><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>' +
		'<text:p>Niño &amp; ₱<office:annotation><text:p>a remark</text:p></office:annotation></text:p>' +
		'<table:table><table:table-row><table:table-cell><text:p>KPI</text:p></table:table-cell><table:table-cell><text:p>Days</text:p></table:table-cell></table:table-row></table:table>';
	expect(await readText('plan.odt', odtOf(body, list))).toBe(
		[
			'## Goals',
			'',
			'1. First one',
			'  a) A step',
			'2. Second',
			'',
			'Niño & ₱',
			'',
			'| KPI | Days |'
		].join('\n')
	);
});

test('a PDF is read line by line', async () => {
	const pdf = pdfOf([
		[
			{ words: 'GOAL 1 - Better services', left: 60, bottom: 780 },
			{ words: '- Open a portal (for', left: 84, bottom: 766 },
			{ words: 'everyone)', left: 84, bottom: 752 },
			{ words: 'GOAL 2 -', left: 60, bottom: 700 },
			{ words: 'Safe data', left: 130, bottom: 700 }
		],
		[{ words: '2/2', left: 290, bottom: 40 }]
	]);
	expect(await readText('plan.pdf', pdf)).toBe(
		'GOAL 1 - Better services\n    - Open a portal (for\n    everyone)\n\nGOAL 2 - Safe data\n\n2/2'
	);
});

const line = [{ words: 'GOAL', left: 60, bottom: 700 }];
const deep = `${'<w:tbl><w:tr><w:tc>'.repeat(200)}${'</w:tc></w:tr></w:tbl>'.repeat(200)}`;

/** Bytes that look like no text. */
const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256));

test.each<[string, string, string, () => Buffer]>([
	[
		'a bomb',
		'a.docx',
		'too_large_unpacked',
		() => docxOf('', { other: [{ name: 'x', content: 'a'.repeat(65 * 2 ** 20) }] })
	],
	[
		'one name twice',
		'a.docx',
		'entry_twice',
		() => docxOf('', { other: [{ name: 'word/styles.xml', content: '' }] })
	],
	[
		'a name outside',
		'a.odt',
		'entry_outside',
		() => archiveOf([{ name: '../content.xml', content: '' }])
	],
	[
		'a false size',
		'a.odt',
		'false_size',
		() => archiveOf([{ name: 'content.xml', content: 'abc', declaredSize: 9 }])
	],
	['another archive', 'a.docx', 'not_an_archive', () => archiveOf([{ name: 'x', content: '' }])],
	['a text with that ending', 'a.docx', 'not_an_archive', () => utf8('GOAL 1')],
	[
		'a file with a password',
		'a.docx',
		'encrypted',
		() => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])
	],
	[
		'entities',
		'a.odt',
		'damaged',
		() => archiveOf([{ name: 'content.xml', content: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }])
	],
	[
		'XML that is cut off',
		'a.docx',
		'damaged',
		() => archiveOf([{ name: 'word/document.xml', content: '<w:document><w:p>' }])
	],
	['tables in tables without end', 'a.docx', 'damaged', () => docxOf(deep)],
	['a document without words', 'a.docx', 'no_text', () => docxOf('<w:p/>')],
	['a page without words', 'a.html', 'no_text', () => utf8('<img src="plan.png">')],
	['an empty text', 'a.txt', 'no_text', () => utf8(' \n')],
	['a text of 5 MB', 'a.txt', 'text_too_long', () => utf8('GOAL 1 '.repeat(750_000))],
	[
		'a document of 5 MB of words',
		'a.docx',
		'text_too_long',
		() => docxOf(docxParagraph('GOAL 1 '.repeat(750_000)))
	],
	['a file of 21 MB', 'a.pdf', 'too_large', () => Buffer.alloc(fileLimit + 1)],
	[
		'a text of Windows without a mark',
		'a.txt',
		'unknown_encoding',
		() => Buffer.from('Niño', 'latin1')
	],
	['bytes of something else', 'a.txt', 'unknown_encoding', () => noise],
	['bytes that are no letters', 'a.md', 'unknown_encoding', () => Buffer.from([71, 0, 79, 0])],
	['a PDF of pictures', 'a.pdf', 'no_text', () => pdfOf([[], []], { picture: true })],
	['a PDF with a password', 'a.pdf', 'encrypted', () => pdfOf([line], { locked: true })],
	['a PDF that is cut off', 'a.pdf', 'damaged', () => pdfOf([line]).subarray(0, 40)],
	['a picture with that ending', 'a.pdf', 'damaged', () => noise],
	['a spreadsheet', 'a.xlsx', 'unknown_type', () => archiveOf([{ name: 'x', content: '' }])],
	['a file without an ending', 'plan', 'unknown_type', () => utf8('GOAL 1')]
])('%s (%s) is refused as %s', async (_, name, fault, made) => {
	await expect(readText(name, made())).rejects.toMatchObject({ fault });
});

test('a publication is read from a word processor’s file as from its text', async () => {
	const file = '../../../../../tests/fixtures/publications/bangsamoro.txt';
	const text = readFileSync(new URL(file, import.meta.url), 'utf8');
	const lines = text.split('\n').filter((said) => said.trim() !== '');
	const read = await readText(
		'plan.docx',
		docxOf(lines.map((said) => docxParagraph(said)).join(''))
	);
	expect(read.split('\n').filter((said) => said !== '')).toEqual(lines);
});
