import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { planFolders, seedsFolder } from './folders.ts';
import { passagesFile } from './plan-file.ts';
import { readYaml } from './read.ts';

const byPassage = v.record(v.string(), v.string());
const hashes = readYaml(join(seedsFolder, 'passages.sha256.yaml'), v.record(v.string(), byPassage));
const published = planFolders.filter(({ cloneOf }) => cloneOf === null).map(({ slug }) => slug);

function hashOf(passage: string): string {
	const folded = passage.trim().replace(/\s+/g, ' ');
	return createHash('sha256').update(folded).digest('hex');
}

test('the passages of every published plan are known', () => {
	expect(Object.keys(hashes).sort()).toEqual(published.sort());
});

test.each(published)('%s: its passages are the published words', (slug) => {
	const { passages } = readYaml(join(seedsFolder, slug, 'passages.yaml'), passagesFile);
	const found = Object.entries(passages).map(([code, words]) => [code, hashOf(words)]);
	expect(Object.fromEntries(found)).toEqual(hashes[slug]);
});
