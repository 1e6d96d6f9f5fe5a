import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password fits its own hash and no other does', async () => {
	const hash = await hashPassword('three otters on a barge');
	expect(await verifyPassword(hash, 'three otters on a barge')).toBe(true);
	expect(await verifyPassword(hash, 'three otters on a barge ')).toBe(false);
	expect(await verifyPassword(hash, '')).toBe(false);
});

test('a hash is argon2id at the cost that was chosen, with a salt of its own', async () => {
	const [one, other] = await Promise.all([hashPassword('same'), hashPassword('same')]);
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	expect(one).not.toBe(other);
});

test('the same characters in another encoding are the same password', async () => {
	const hash = await hashPassword('Caf\u00e9 on the corner');
	expect(await verifyPassword(hash, 'Cafe\u0301 on the corner')).toBe(true);
});

test('nothing fits where there is no password', async () => {
	expect(await verifyPassword(null, '')).toBe(false);
	expect(await verifyPassword(null, 'anything at all')).toBe(false);
});
