import { expect, test } from 'vitest';
import { archiveOf, type ArchiveEntry } from '../../../../../tests/support/archive.ts';
import { checkArchive, unpack } from './unpack.ts';

const megabyte = 1024 * 1024;
const page: ArchiveEntry = { name: 'word/document.xml', content: '<p>Niño ₱</p>' };

test('the wanted entries are given, and no others', async () => {
	const archive = archiveOf([
		{ name: 'mimetype', content: 'text/plain', stored: true },
		{ name: 'word/', content: '', stored: true },
		page
	]);
	const entries = await unpack(archive, (name) => name.endsWith('.xml'));
	expect([...entries.keys()]).toEqual(['word/document.xml']);
	expect(entries.get('word/document.xml')?.toString()).toBe('<p>Niño ₱</p>');
});

const many = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, content: '' }));

test.each<[string, string, () => Buffer]>([
	['plain text', 'not_an_archive', () => Buffer.from('GOAL # 1')],
	['nothing', 'not_an_archive', () => Buffer.alloc(0)],
	['half an archive', 'not_an_archive', () => archiveOf([page]).subarray(0, 60)],
	[
		'an archive with more behind it',
		'damaged',
		() => Buffer.concat([archiveOf([page]), Buffer.from('more')])
	],
	[
		'a bomb of spaces',
		'too_large_unpacked',
		() => archiveOf([{ ...page, content: Buffer.alloc(65 * megabyte, 32) }])
	],
	[
		'a bomb in small pieces',
		'too_large_unpacked',
		() => archiveOf(many(20).map(({ name }) => ({ name, content: Buffer.alloc(4 * megabyte) })))
	],
	[
		'a bomb that says it is small',
		'false_size',
		() => archiveOf([{ ...page, content: Buffer.alloc(65 * megabyte), declaredSize: 100 }])
	],
	[
		'an entry smaller than it says',
		'false_size',
		() => archiveOf([{ ...page, declaredSize: 100 }])
	],
	[
		'a stored entry of another size',
		'false_size',
		() => archiveOf([{ ...page, stored: true, declaredSize: 100 }])
	],
	['60,000 entries', 'too_many_entries', () => archiveOf(many(60_000))],
	['one entry too many', 'too_many_entries', () => archiveOf(many(201))],
	['one name twice', 'entry_twice', () => archiveOf([page, page])],
	[
		'one name in other letters',
		'entry_twice',
		() => archiveOf([page, { ...page, name: 'Word/Document.xml' }])
	],
	['a way out', 'entry_outside', () => archiveOf([{ ...page, name: '../../etc/passwd' }])],
	['a way out of Windows', 'entry_outside', () => archiveOf([{ ...page, name: '..\\evil.xml' }])],
	['an absolute name', 'entry_outside', () => archiveOf([{ ...page, name: '/etc/passwd' }])],
	['an encrypted entry', 'encrypted', () => archiveOf([{ ...page, encrypted: true }])],
	['bytes that are not deflated', 'damaged', () => garbled()]
])('%s is refused as %s', async (_, fault, made) => {
	await expect(checkArchive(made())).rejects.toMatchObject({ fault });
});

test('an archive just within the limits is read', async () => {
	const entries = await unpack(
		archiveOf([...many(199), { name: 'a.txt', content: Buffer.alloc(64 * megabyte, 97) }]),
		(name) => name === 'a.txt'
	);
	expect(entries.get('a.txt')?.length).toBe(64 * megabyte);
});

function garbled(): Buffer {
	const archive = archiveOf([{ name: 'a', content: 'a'.repeat(1_000) }]);
	archive.fill(0xff, 31, 36);
	return archive;
}
