import { expect, test } from 'vitest';
import { readsEncoding } from './encodings.ts';

test.each([
	['gzip', true],
	['gzip, deflate, br', true],
	['br;q=1.0, GZIP;q=0.5', true],
	['*', true],
	['gzip;q=0.001', true],
	['', false],
	['identity', false],
	['gzip;q=0', false],
	['gzip; q=0.000', false],
	['*;q=0', false],
	['gzip;q=0, *', false],
	['*;q=0, gzip', true],
	['x-gzip', false],
	['gzip;q=nothing', false]
])('%j: gzip %s', (header, reads) => {
	expect(readsEncoding(header, 'gzip')).toBe(reads);
});
