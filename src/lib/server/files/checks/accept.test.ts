import sharp from 'sharp';
import { expect, test } from 'vitest';
import { archiveOf, type ArchiveEntry } from '../../../../../tests/support/archive.ts';
import { accept, digestOf, mostBytes } from './accept.ts';

const megabyte = 1024 * 1024;
const taken = (name: string, bytes: Uint8Array | string) =>
	accept({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, null);

const noise = (width: number, height: number) =>
	sharp({
		create: {
			...{ width, height, channels: 3, background: '#000' },
			noise: { type: 'gaussian', mean: 120, sigma: 40 }
		}
	});
const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#17566b' } });

const documentOf = (type: string): ArchiveEntry[] => [
	{
		name: '[Content_Types].xml',
		content: `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`
	},
	{ name: 'word/document.xml', content: '<p>Niño ₱</p>' }
];
const docx = archiveOf(documentOf('wordprocessingml.document'));
const odt = archiveOf([
	{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
	{ name: 'content.xml', content: '<office:document-content/>' }
]);
const xlsx = archiveOf(documentOf('spreadsheetml.sheet'));
const pdf = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

test.each<[string, string, () => Uint8Array | string | Promise<Uint8Array>]>([
	['minutes.pdf', 'application/pdf', () => pdf],
	['SITE.JPG', 'image/jpeg', () => plain(60, 40).jpeg().toBuffer()],
	['screen.png', 'image/png', () => plain(60, 40).png().toBuffer()],
	['site.webp', 'image/webp', () => plain(60, 40).webp().toBuffer()],
	[
		'minutes.docx',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		() => docx
	],
	['minutes.odt', 'application/vnd.oasis.opendocument.text', () => odt],
	['list.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', () => xlsx],
	['list.csv', 'text/csv', () => '\ufeffplace,kiosks\r\nNiño,₱5\r\n']
])('%s is taken as %s', async (name, mediaType, made) => {
	const file = await taken(name, await made());
	expect(file).toMatchObject({ mediaType, originalName: name });
	expect(file.sha256).toBe(digestOf(file.bytes));
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>';
const many = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ name: `${at}.xml`, content: '' }));

test.each<[string, string, string, () => Uint8Array | string | Promise<Uint8Array>]>([
	['a program', 'report.exe', 'unknown_type', () => 'MZ'],
	['a name without an end', 'report', 'unknown_type', () => pdf],
	['nothing', 'report.pdf', 'empty', () => ''],
	[
		'21 MB',
		'report.pdf',
		'too_large',
		() => Buffer.concat([Buffer.from(pdf), Buffer.alloc(21 * megabyte, 32)])
	],
	['a document that says it is a picture', 'site.jpg', 'other_type', () => pdf],
	[
		'a picture that says it is a document',
		'site.pdf',
		'other_type',
		() => plain(9, 9).jpeg().toBuffer()
	],
	['a picture of another type', 'site.png', 'other_type', () => plain(9, 9).jpeg().toBuffer()],
	['a drawing that says it is a picture', 'site.png', 'other_type', () => svg],
	['a drawing with a declaration', 'site.png', 'other_type', () => `<?xml version="1.0"?>${svg}`],
	[
		'a page that says it is a table',
		'list.csv',
		'other_type',
		() => '\n <!doctype html><script>1</script>'
	],
	['a table with control characters', 'list.csv', 'not_text', () => 'a,b\n1,\u0000'],
	['a table in another encoding', 'list.csv', 'not_text', () => Buffer.from('Niño', 'latin1')],
	['a workbook that says it is a table', 'list.csv', 'other_type', () => xlsx],
	['a document that says it is a workbook', 'list.xlsx', 'other_type', () => docx],
	[
		'a workbook with macros',
		'list.xlsx',
		'other_type',
		() =>
			archiveOf([
				{
					name: '[Content_Types].xml',
					content:
						'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
				}
			])
	],
	[
		'an archive of anything',
		'list.xlsx',
		'other_type',
		() => archiveOf([{ name: 'a.txt', content: 'a' }])
	],
	[
		'a bomb',
		'list.xlsx',
		'bomb',
		() =>
			archiveOf([
				...documentOf('spreadsheetml.sheet'),
				{ name: 'b', content: Buffer.alloc(65 * megabyte) }
			])
	],
	['60,000 entries', 'list.docx', 'bomb', () => archiveOf(many(60_000))],
	['a way out', 'list.odt', 'bomb', () => archiveOf([{ name: '../../etc/passwd', content: '' }])],
	[
		'a document under a password',
		'list.docx',
		'encrypted',
		() => archiveOf([{ name: 'word/document.xml', content: 'x', encrypted: true }])
	],
	[
		'half a picture',
		'site.jpg',
		'damaged',
		async () => (await noise(400, 400).jpeg().toBuffer()).subarray(0, 5_000)
	],
	[
		'a picture of 64 million points',
		'site.png',
		'too_many_pixels',
		() => plain(8_000, 8_000).png().toBuffer()
	]
])('%s, called %s, is refused as %s', async (_, name, fault, made) => {
	await expect(taken(name, await made())).rejects.toMatchObject({ fault });
});

test('a file may have 20 MB to the byte', async () => {
	const bytes = Buffer.alloc(mostBytes, 'a,b\n');
	expect((await taken('list.csv', bytes)).bytes.length).toBe(mostBytes);
	await expect(taken('list.csv', Buffer.concat([bytes, Buffer.from('a')]))).rejects.toMatchObject({
		fault: 'too_large'
	});
});

test('what a photo says of its place and its camera stays behind; it stands upright', async () => {
	const photo = await plain(80, 40)
		.jpeg()
		.withMetadata({ orientation: 6 })
		.withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '7/1 13/1 0/1' } })
		.toBuffer();
	expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Camera');
	const file = await taken('site.jpg', photo);
	const said = await sharp(file.bytes).metadata();
	expect(said.exif).toBeUndefined();
	expect(Buffer.from(file.bytes).includes('Camera')).toBe(false);
	expect([said.width, said.height]).toEqual([40, 80]);
	expect(file.picture).toMatchObject({ width: 40, height: 80 });
});

test('another file behind a picture stays behind, too', async () => {
	const photo = await plain(60, 40).jpeg().toBuffer();
	const file = await taken('site.jpg', Buffer.concat([photo, docx]));
	expect(Buffer.from(file.bytes).includes('word/document.xml')).toBe(false);
	expect(Buffer.from(file.bytes).includes('PK')).toBe(false);
});

test('a photo becomes as small as a slow line needs it, with a thumbnail', async () => {
	const photo = await noise(2_600, 1_900).jpeg({ quality: 90 }).toBuffer();
	const file = await taken('site.jpg', photo);
	expect(photo.length).toBeGreaterThan(2 * megabyte);
	expect(file.bytes.length).toBeLessThanOrEqual(300 * 1024);
	const small = await sharp(file.picture!.thumbnail).metadata();
	expect(small).toMatchObject({ format: 'webp', width: 240 });
});

test('a name is shown without what turns it round and what leads elsewhere', async () => {
	const file = await taken('C:\\photos\\\u202egpj.etis\u0007 "new".csv', 'a,b');
	expect(file.originalName).toBe('gpj.etis new .csv');
});
