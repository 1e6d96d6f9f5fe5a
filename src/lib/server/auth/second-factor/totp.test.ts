import { describe, expect, test } from 'vitest';
import { base32, codeAt, keyUri, matchingStep, stepOf } from './totp.ts';

const seed = '1234567890';
const secrets: Record<string, Buffer> = {
	sha1: Buffer.from(seed.repeat(2)),
	sha256: Buffer.from(seed.repeat(4).slice(0, 32)),
	sha512: Buffer.from(seed.repeat(7).slice(0, 64))
};

/** RFC 6238, appendix B. */
const vectors: [seconds: number, sha1: string, sha256: string, sha512: string][] = [
	[59, '94287082', '46119246', '90693936'],
	[1111111109, '07081804', '68084774', '25091201'],
	[1111111111, '14050471', '67062674', '99943326'],
	[1234567890, '89005924', '91819424', '93441116'],
	[2000000000, '69279037', '90698825', '38618901'],
	[20000000000, '65353130', '77737706', '47863826']
];

test.each(vectors)('at %i s the codes are those of the RFC', (seconds, ...codes) => {
	const step = stepOf(new Date(seconds * 1000));
	const made = Object.entries(secrets).map(([algorithm, secret]) =>
		codeAt(secret, step, { digits: 8, algorithm })
	);
	expect(made).toEqual(codes);
});

/** RFC 4226, appendix D. */
test('counters give the six digits of the RFC', () => {
	const made = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => codeAt(secrets.sha1!, step));
	expect(made).toEqual([
		...['755224', '287082', '359152', '969429', '338314'],
		...['254676', '287922', '162583', '399871', '520489']
	]);
});

describe('a code fits', () => {
	const secret = secrets.sha1!;
	const now = new Date('2026-11-22T08:00:15Z');
	const step = stepOf(now);
	test.each([-1, 0, 1])('at a clock that is %i steps off', (off) => {
		expect(matchingStep(secret, codeAt(secret, step + off), now)).toBe(step + off);
	});
	test.each([-2, 2])('not at a clock that is %i steps off', (off) => {
		expect(matchingStep(secret, codeAt(secret, step + off), now)).toBeUndefined();
	});
	test('with the blank that apps show in its middle', () => {
		const code = codeAt(secret, step);
		expect(matchingStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, now)).toBe(step);
	});
	test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345', '1e5000'])(
		'never as %j',
		(text) => {
			expect(matchingStep(secret, text, now)).toBeUndefined();
		}
	);
});

test.each([
	['', ''],
	['f', 'MY'],
	['fo', 'MZXQ'],
	['foo', 'MZXW6'],
	['foob', 'MZXW6YQ'],
	['fooba', 'MZXW6YTB'],
	['foobar', 'MZXW6YTBOI']
])('%j is %j in base 32, as in RFC 4648', (text, encoded) => {
	expect(base32(Buffer.from(text))).toBe(encoded);
});

test('the address for apps names site, person and secret', () => {
	const uri = keyUri(Buffer.from('foobar'), { issuer: 'Tanaw', email: 'a+b@milg.gov' });
	expect(uri).toBe('otpauth://totp/Tanaw:a%2Bb%40milg.gov?secret=MZXW6YTBOI&issuer=Tanaw');
});
