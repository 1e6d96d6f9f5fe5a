import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keyFrom, sealWith } from './seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = Buffer.from('twenty bytes of key!');
const seal = sealWith(() => 'one key');

test('what was sealed opens again, and looks different each time', () => {
	const sealed = seal.close(secret, '7');
	expect(seal.open(sealed, '7')).toEqual(secret);
	expect(sealed.includes(secret)).toBe(false);
	expect(seal.close(secret, '7')).not.toEqual(sealed);
});

test('with another key, for another person, altered or cut it does not open', () => {
	const sealed = seal.close(secret, '7');
	const altered = Buffer.from(sealed);
	altered[altered.length - 1]! ^= 1;
	expect(sealWith(() => 'other key').open(sealed, '7')).toBeUndefined();
	expect(seal.open(sealed, '8')).toBeUndefined();
	expect(seal.open(altered, '7')).toBeUndefined();
	for (let length = 0; length < sealed.length; length++)
		expect(seal.open(sealed.subarray(0, length), '7')).toBeUndefined();
});

test('the key that is given counts; else one is made once, for its owner only', () => {
	const place = join(folder, 'deeper');
	expect(keyFrom('given by the operator', place)).toBe('given by the operator');
	const made = keyFrom(undefined, place);
	expect(made).toMatch(/^[\w-]{43}$/);
	expect(keyFrom(undefined, place)).toBe(made);
	expect(statSync(join(place, 'key')).mode & 0o777).toBe(0o600);
});
