import { expect, test } from 'vitest';
import { signInWithPassword } from '#lib/server/auth/sign-in.ts';
import { admit, confirm } from '#lib/server/auth/throttle.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const start = new Date('2026-03-01T08:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

let addresses = 0;
const anywhere = () => `198.51.100.${(addresses += 1)}`;

async function admitted(count: number, who: () => { email: string; address: string }, now = start) {
	const attempts = await Promise.all(Array.from({ length: count }, () => admit(db, who(), now)));
	return attempts.filter((attempt) => attempt !== undefined).length;
}

test('an account waits after ten failures, from wherever they came, also all at once', async () => {
	const who = () => ({ email: 'amina@milg.gov', address: anywhere() });
	expect(await admitted(25, who)).toBe(10);
	expect(await admit(db, who(), later(14))).toBeUndefined();
	expect(await admit(db, who(), later(16))).toBeDefined();
});

test('attempts while it waits do not make it wait longer', async () => {
	const who = () => ({ email: 'badr@milg.gov', address: anywhere() });
	await admitted(10, who);
	await admitted(10, who, later(14));
	expect(await admitted(10, who, later(16))).toBe(10);
});

test('a success forgets the failures before it', async () => {
	const who = () => ({ email: 'carim@milg.gov', address: anywhere() });
	await admitted(9, who);
	await confirm(db, (await admit(db, who(), start))!, start);
	expect(await admitted(25, who)).toBe(10);
});

test('an address waits after fifty failures on whatever accounts', async () => {
	let number = 0;
	const who = () => ({ email: `person${(number += 1)}@milg.gov`, address: '203.0.113.9' });
	expect(await admitted(60, who)).toBe(50);
	expect(await admit(db, { email: 'else@milg.gov', address: '203.0.113.8' }, start)).toBeDefined();
});

test('the addresses of one IPv6 network count together', async () => {
	let number = 0;
	const who = () => ({
		email: `citizen${(number += 1)}@milg.gov`,
		address: `2001:db8:0:7::${number.toString(16)}`
	});
	expect(await admitted(60, who)).toBe(50);
	expect(await admit(db, { email: 'x@milg.gov', address: '2001:db8:0:8::1' }, start)).toBeDefined();
});

test('while an account waits, the right password is refused as well, and no address is kept', async () => {
	const password = 'three otters on a barge';
	const { email } = await makePerson(db, { password });
	await admitted(10, () => ({ email, address: anywhere() }));
	const credentials = { email, password, address: anywhere(), instead: null };
	expect(await signInWithPassword(db, credentials, later(1))).toBeUndefined();
	expect(await signInWithPassword(db, credentials, later(16))).toBeDefined();
	const rows = await db.selectFrom('sign_in_attempt').selectAll().execute();
	expect(JSON.stringify(rows)).not.toMatch(/@|203\.0\.113/);
});

test('a password that is changed while it is being proved opens nothing', async () => {
	const password = 'three otters on a barge';
	const { id, email } = await makePerson(db, { password });
	const credentials = { email, password, address: anywhere(), instead: null };
	const entering = await db.transaction().execute(async (trx) => {
		const changed = { password_hash: 'another' };
		await trx.updateTable('user_account').set(changed).where('id', '=', id).execute();
		const proving = signInWithPassword(db, credentials, start);
		await untilSomebodyWaits(db);
		return { proving };
	});
	expect(await entering.proving).toBeUndefined();
	expect(await db.selectFrom('session').where('user_id', '=', id).selectAll().execute()).toEqual(
		[]
	);
});
