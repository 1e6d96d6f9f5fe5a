/** Documents as tests need them, as small as their formats let them be. */
import { archiveOf } from './archive.ts';

const escaped = (words: string) =>
	words.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A paragraph of a DOCX, with what stands in its `w:pPr`. */
export const docxParagraph = (words: string, settings = '') =>
	`<w:p><w:pPr>${settings}</w:pPr><w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p>`;

export const docxOf = (
	body: string,
	more: { numbering?: string; styles?: string; other?: { name: string; content: string }[] } = {}
): Buffer =>
	archiveOf([
		{ name: '[Content_Types].xml', content: '<Types/>' },
		{
			name: 'word/document.xml',
			content: `<?xml version="1.0" encoding="UTF-8"?><w:document ${word}><w:body>${body}</w:body></w:document>`
		},
		{
			name: 'word/numbering.xml',
			content: `<w:numbering ${word}>${more.numbering ?? ''}</w:numbering>`
		},
		{ name: 'word/styles.xml', content: `<w:styles ${word}>${more.styles ?? ''}</w:styles>` },
		...(more.other ?? [])
	]);

const open = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" office:version="1.3"';

export const odtOf = (body: string, styles = ''): Buffer =>
	archiveOf([
		{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
		{
			name: 'content.xml',
			content: `<office:document-content ${open}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`
		}
	]);

export interface PdfLine {
	words: string;
	/** Points from the page's left and lower edge. */
	left: number;
	bottom: number;
}

/** A PDF of these pages; `locked` needs a password, `picture` has one on each page and no words. */
export function pdfOf(
	pages: PdfLine[][],
	how: { locked?: boolean; picture?: boolean } = {}
): Buffer {
	const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
	const add = (object: string) => objects.push(object);
	const font = add(
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
	);
	const stream = (words: string, more = '') =>
		add(`<< ${more} /Length ${words.length} >>\nstream\n${words}\nendstream`);
	const picture = stream(
		'000000>',
		'/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /ASCIIHexDecode'
	);
	const kids = pages.map((lines) => {
		const shown = lines.map(
			({ words, left, bottom }) =>
				`BT /F1 11 Tf ${left} ${bottom} Td (${words.replace(/[\\()]/g, '\\$&')}) Tj ET`
		);
		const content = stream(how.picture ? 'q 500 0 0 700 50 50 cm /P1 Do Q' : shown.join('\n'));
		return add(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
				`/Resources << /Font << /F1 ${font} 0 R >> /XObject << /P1 ${picture} 0 R >> >> >>`
		);
	});
	objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
	const lock = how.locked
		? add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`)
		: 0;
	return written(objects, lock);
}

function written(objects: string[], lock: number): Buffer {
	let file = '%PDF-1.7\n';
	const places = objects.map((object, at) => {
		const place = file.length;
		file += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return place;
	});
	const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	const secret = lock > 0 ? `/Encrypt ${lock} 0 R /ID [<00> <00>]` : '';
	const size = objects.length + 1;
	file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R ${secret} >>\nstartxref\n${file.length}\n%%EOF\n`;
	return Buffer.from(file, 'latin1');
}
