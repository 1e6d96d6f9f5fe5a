import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** sha256 of each part, in small letters, of the persons' names in the publications. */
const hashesOfNames = new Set([
	'1b6d6d8b061bfd142b6f12e7d1bc1dc3f68ce57a1b2e4b5dce1f7d376ae2161d',
	'1c6628c8c141e827ce4041a7e752265475480bb209c635d338ff9e1e76f8cfc9',
	'489690ca5c8ac7e87523e6aad16b7f6b6f878b5d2d6a185508e30277d198b7db',
	'628612b803c647a7de70f0306c6bbc489d8b75e6ffef150b70a1553a5a7abbeb',
	'7d38852ae00d6bc23def586df1f3de8a22ec7d09cd5f32aea01cfe9c1140a2db',
	'81cbff3cd5f503f9cc9dff7e72e0f69c8e6bc31e984d6ac9335e0dbed8d2c1ab',
	'824f20ca325a564da912211a1926639ba43acbc2996522a501ac1a915f0dbf80',
	'b2e25cb8bdac1d3dd2825f7669b7c3dfa0b1900487cc652bfc16e48180bfb496',
	'e6dc3e3cbd82bb036467a9b01e85d97e5f81dfabdb682b04c6edc50996c1352f'
]);

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

function namesIn(text: string): string[] {
	const wordsOfText =
		text
			.normalize('NFKC')
			.toLowerCase()
			.match(/\p{L}+/gu) ?? [];
	const isName = (word: string) =>
		hashesOfNames.has(createHash('sha256').update(word).digest('hex'));
	return [...new Set(wordsOfText)].filter(isName);
}

test('no person that a publication names is named here', () => {
	const files = filesBelow(import.meta.dirname);
	expect(files.length).toBeGreaterThan(20);
	for (const file of files) expect(namesIn(readFileSync(file, 'utf8')), file).toEqual([]);
});
