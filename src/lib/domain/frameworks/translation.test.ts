import { expect, test } from 'vitest';
import { sampleFramework } from '../testing/sample-framework.ts';
import { inLanguages, misplaced, type Translation } from './translation.ts';

const relations = sampleFramework('relations', { relations: ['G2G', 'G2C'] });
const words = (...codes: string[]) =>
	codes.map((code) => ({ code, title: `of ${code}`, definition: null }));

test('words are of axes by their names and of terms by their codes, each once', () => {
	expect(misplaced(words('relations', 'G2C'), relations)).toBeUndefined();
	expect(misplaced(words('G2C', 'G2X'), relations)).toEqual({ problem: 'unknown', code: 'G2X' });
	expect(misplaced(words('G2C', 'G2C'), relations)).toEqual({ problem: 'twice', code: 'G2C' });
});

test('what has no words in a language is left out of it', () => {
	const translation = (language: string, ...codes: string[]): Translation => ({
		...{ language, title: null, words: words(...codes) },
		...{ provenance: 'editorial', reason: 'Ours.' }
	});
	const both = [translation('fil', 'G2C'), translation('id', 'G2G', 'G2C')];
	expect(inLanguages(both, 'G2G').map(({ language }) => language)).toEqual(['id']);
	expect(inLanguages(both, 'G2C')).toHaveLength(2);
});
