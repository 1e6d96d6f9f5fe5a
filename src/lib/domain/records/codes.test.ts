import { expect, test } from 'vitest';
import { isCode } from './codes.ts';

test.each(['G1', '4.1.1', 'O1.1.K1', 'K-NEW', 'Ç.2', 'ක්‍රියා'.replace('\u200d', '')])(
	'%s is a code',
	(code) => {
		expect(isCode(code)).toBe(true);
	}
);

test.each(['', 'a/b ?#', '.', '..', '-1', 'a b', 'a%2F', 'a\0'])('“%s” is none', (code) => {
	expect(isCode(code)).toBe(false);
});
