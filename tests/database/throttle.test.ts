import { expect, test } from 'vitest';
import { endSessionsOf, readSession } from '#lib/server/auth/sessions.ts';
import { signInWithPassword, type Entered } from '#lib/server/auth/sign-in.ts';
import { decide } from '#lib/server/auth/throttle.ts';
import { canUnlock, unlock, type Unlock } from '#lib/server/auth/unlocking.ts';
import { forgetWaiting, waitingOn } from '#lib/server/auth/administration/waiting.ts';
import { transact } from '#lib/server/writing/write.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const start = new Date('2026-03-01T08:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const password = 'three otters on a barge';

let addresses = 0;
const anywhere = () => `198.51.100.${(addresses += 1)}`;

interface Who {
	at: string;
	address: string | null;
}

/** Whether an attempt was looked at; it is wrong. */
const fail = (who: Who, now = start) =>
	transact(db, async (trx) => {
		const decision = await decide(trx, { userId: null, ...who }, now);
		if (!decision.waits) await decision.fails();
		return { result: !decision.waits, entries: [] };
	});

/** How many of so many wrong attempts at once were looked at. */
async function looked(times: number, who: () => Who, now = start): Promise<number> {
	const all = await Promise.all(Array.from({ length: times }, () => fail(who(), now)));
	return all.filter(Boolean).length;
}

/** Signs in, or tries to, and says in which browser that is known afterwards. */
async function tryToEnter(
	email: string,
	tried: string,
	{ browser = null, now = start }: { browser?: string | null; now?: Date } = {}
): Promise<Entered | undefined> {
	const from = { address: anywhere(), browser };
	return await signInWithPassword(db, { email, password: tried, instead: null, ...from }, now);
}

test('five failures cost nothing, further ones a wait that grows; all at once none slips through', async () => {
	const who = () => ({ at: 'amina@milg.gov', address: anywhere() });
	expect(await looked(25, who)).toBe(5);
	const waits = [];
	let now = start;
	for (let failure = 6; failure <= 12; failure += 1) {
		let seconds = 1;
		while (!(await fail(who(), new Date(now.getTime() + seconds * 1_000)))) seconds *= 2;
		waits.push(seconds);
		now = new Date(now.getTime() + seconds * 1_000);
	}
	// each found by doubling: the first power of two that is long enough
	expect(waits).toEqual([16, 32, 64, 128, 256, 512, 1024]);
});

test('who goes on all day gets in about one guess an hour, and nobody is locked out for good', async () => {
	const who = () => ({ at: 'allday@milg.gov', address: anywhere() });
	let guesses = 0;
	for (let minute = 0; minute < 24 * 60; minute += 10)
		if (await fail(who(), later(minute))) guesses += 1;
	expect(guesses).toBeLessThanOrEqual(48);
	expect(await fail(who(), later(25 * 60))).toBe(true);
});

test('attempts while it waits count for nothing', async () => {
	const who = () => ({ at: 'badr@milg.gov', address: anywhere() });
	await looked(5, who);
	expect(await looked(30, who, later(0.1))).toBe(0);
	expect(await fail(who(), later(0.2))).toBe(true);
});

test('failures leak away, one an hour', async () => {
	const who = () => ({ at: 'leak@milg.gov', address: anywhere() });
	await looked(5, who);
	expect(await looked(25, who, later(180))).toBe(3);
});

test('a success forgets the failures before it', async () => {
	const { email } = await makePerson(db, { password });
	const who = () => ({ at: email, address: anywhere() });
	await looked(4, who);
	expect(await tryToEnter(email, password)).toBeDefined();
	expect(await looked(25, who)).toBe(5);
});

test('attempts in flight are no failures: all who know their password get in at once', async () => {
	const people = await Promise.all(Array.from({ length: 60 }, () => makePerson(db, { password })));
	const entered = await Promise.all(
		people.map(({ email }) => {
			const from = { address: '203.0.113.200' };
			return signInWithPassword(db, { email, password, instead: null, ...from }, start);
		})
	);
	expect(entered.filter(Boolean)).toHaveLength(60);
});

test('an address waits after fifty failures on whatever accounts', async () => {
	let number = 0;
	const who = () => ({ at: `person${(number += 1)}@milg.gov`, address: '203.0.113.9' });
	expect(await looked(60, who)).toBe(50);
	expect(await fail({ at: 'else@milg.gov', address: '203.0.113.8' })).toBe(true);
});

test('where only a proxy’s address is known nobody waits for the failures of others', async () => {
	let number = 0;
	const who = () => ({ at: `proxied${(number += 1)}@milg.gov`, address: null });
	expect(await looked(60, who)).toBe(60);
});

test('the addresses of one IPv6 network count together, and those of a wide one after more', async () => {
	let number = 0;
	const at = () => `citizen${(number += 1)}@milg.gov`;
	const inSmall = () => ({ at: at(), address: `2001:db8:0:7::${number.toString(16)}` });
	expect(await looked(60, inSmall)).toBe(50);
	expect(await fail({ at: 'x@milg.gov', address: '2001:db8:0:8::1' })).toBe(true);
	const inWide = () => ({ at: at(), address: `2001:db8:0:${number.toString(16)}::1` });
	expect(await looked(220, inWide)).toBe(199);
});

test('strangers cannot make a known browser wait, and it waits by itself', async () => {
	const { email } = await makePerson(db, { password });
	const known = (await tryToEnter(email, password))!.known!.browser;
	expect(await looked(30, () => ({ at: email, address: anywhere() }))).toBe(5);
	expect(await tryToEnter(email, password)).toBeUndefined();
	const entered = await tryToEnter(email, password, { browser: known });
	expect(entered).toMatchObject({ kind: 'session', known: { isNew: false } });

	const browser = entered!.known!.browser;
	for (let wrong = 0; wrong < 5; wrong += 1) await tryToEnter(email, 'not this', { browser });
	expect(await tryToEnter(email, password, { browser })).toBeUndefined();
	expect(await tryToEnter(email, password, { browser, now: later(1) })).toBeDefined();
});

test('a browser is known for its own accounts, by a token that changes each time', async () => {
	const [one, other] = [await makePerson(db, { password }), await makePerson(db, { password })];
	const first = (await tryToEnter(one.email, password))!.known!;
	expect(first.isNew).toBe(true);
	const second = (await tryToEnter(other.email, password, { browser: first.browser }))!.known!;
	expect(second.isNew).toBe(true);
	expect(second.browser).not.toBe(first.browser);
	const again = (await tryToEnter(one.email, password, { browser: second.browser }))!.known!;
	expect(again.isNew).toBe(false);
	const planted = (await tryToEnter(one.email, password, { browser: first.browser }))!.known!;
	expect(planted.isNew).toBe(true);
	const rows = await db.selectFrom('known_browser').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(again.browser);
});

test('its owner is let in by a link in a mail, which signs nobody in, or by an administrator', async () => {
	const person = await makePerson(db, { password });
	const { email } = person;
	const unlocks: Unlock[] = [];
	for (let wrong = 0; wrong < 8; wrong += 1) {
		const credentials = { email, password: 'not this', address: anywhere(), instead: null };
		await signInWithPassword(db, credentials, later(wrong * 2), (one) => unlocks.push(one));
	}
	expect(unlocks).toEqual([{ userId: person.id, token: expect.any(String) }]);
	const now = later(14.1);
	expect(await waitingOn(db, person, now)).toEqual({ failures: 8, until: expect.any(Date) });
	expect(await tryToEnter(email, password, { now })).toBeUndefined();
	const { token } = unlocks[0]!;
	expect(await canUnlock(db, token, now)).toBe(true);
	const browser = (await unlock(db, token, { address: null }, now))!;
	expect(await canUnlock(db, token, now)).toBe(false);
	expect(await unlock(db, token, { address: null }, now)).toBeUndefined();
	expect(await db.selectFrom('session').where('user_id', '=', person.id).execute()).toEqual([]);
	expect(await tryToEnter(email, password, { browser, now })).toBeDefined();
	expect(await tryToEnter(email, password, { now })).toBeUndefined();

	const { actor } = await makePerson(db, { role: 'administrator' });
	await forgetWaiting(db, actor, person.id);
	expect(await waitingOn(db, person, now)).toEqual({ failures: 0, until: null });
	expect(await tryToEnter(email, password, { now })).toBeDefined();
});

test('while an account waits, the right password is refused as well, and no address is kept', async () => {
	const { email } = await makePerson(db, { password });
	await looked(5, () => ({ at: email, address: '203.0.113.77' }));
	expect(await tryToEnter(email, password, { now: later(0.1) })).toBeUndefined();
	expect(await tryToEnter(email, password, { now: later(0.2) })).toBeDefined();
	const rows = await db.selectFrom('sign_in_failure').selectAll().execute();
	expect(JSON.stringify(rows)).not.toMatch(/@|203\.0\.113/);
});

test('a session knows from where it came', async () => {
	const { id, email } = await makePerson(db, { password });
	const from = { address: '203.0.113.5', device: 'Otter/1.0'.padEnd(2_000, '!') };
	const entered = await signInWithPassword(db, { email, password, instead: null, ...from }, start);
	const sessions = db.selectFrom('session').select(['address', 'device']);
	const [row] = await sessions.where('user_id', '=', id).execute();
	expect([row?.address, row?.device?.length]).toEqual(['203.0.113.5', 300]);
	await endSessionsOf(db, id);
	expect(await readSession(db, entered!.token, start)).toBeUndefined();
});

test('a password that is changed while it is being proved opens nothing', async () => {
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
