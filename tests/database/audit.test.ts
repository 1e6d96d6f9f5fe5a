import { sql, type RawBuilder } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { head, verify } from '#lib/server/writing/chain.ts';
import { latest } from '#lib/server/audit/queries.ts';
import { append } from '#lib/server/writing/entries.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

/** As somebody could who owns the database. */
async function tamper(statement: RawBuilder<unknown>): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await sql`alter table audit_entry disable trigger user`.execute(trx);
		await statement.execute(trx);
		await sql`alter table audit_entry enable trigger user`.execute(trx);
	});
}

async function write(action: string): Promise<void> {
	const entry = {
		actorId: null,
		action,
		subjectKind: 'test',
		detail: { nested: { a: [1, null] } }
	};
	await db.transaction().execute((trx) => append(trx, entry));
}

beforeEach(async () => {
	await tamper(sql`delete from audit_entry`);
	for (const action of ['one', 'two', 'three', 'four']) await write(action);
});

test('a chain that nobody touched is sound', async () => {
	const sound = { sound: true, entries: '4', head: await head(db) };
	expect(await verify(db)).toEqual(sound);
	expect(await verify(db, undefined, 3)).toEqual(sound);
	expect((await latest(db, 2)).map((entry) => entry.action)).toEqual(['four', 'three']);
});

test('an empty log is sound and has no head', async () => {
	await tamper(sql`delete from audit_entry`);
	expect(await head(db)).toBeUndefined();
	expect(await verify(db)).toEqual({ sound: true, entries: '0', head: undefined });
});

test.each([
	['an action', sql`update audit_entry set action = 'else' where id = 2`, '2'],
	['a detail', sql`update audit_entry set detail = '{}' where id = 3`, '3'],
	[
		'a time',
		sql`update audit_entry set occurred_at = occurred_at + interval '1 us' where id = 1`,
		'1'
	],
	['a hash', sql`update audit_entry set hash = '\\x00' where id = 4`, '4'],
	['a missing entry', sql`delete from audit_entry where id = 2`, '2'],
	['a missing beginning', sql`delete from audit_entry where id = 1`, '1'],
	['a renumbered entry', sql`update audit_entry set id = 9 where id = 4`, '4'],
	[
		'a change hashed anew',
		sql`update audit_entry e set action = 'else', hash = audit_hash((select hash from audit_entry
			where id = 1), (e.id, e.occurred_at, e.actor_id, 'else', e.plan_id, e.subject_kind,
			e.subject_id, e.detail, e.hash)::audit_entry) where id = 2`,
		'3'
	]
])('%s is found', async (_what, statement, firstBroken) => {
	await tamper(statement);
	const verdict = { sound: false, what: 'entry', firstBroken };
	expect(await verify(db)).toEqual(verdict);
	for (const atOnce of [1, 2, 3])
		expect(await verify(db, undefined, atOnce), `${atOnce} at once`).toEqual(verdict);
});

test('a cut at the end is found against a head that was kept', async () => {
	const kept = await head(db);
	await tamper(sql`delete from audit_entry where id > 2`);
	expect((await verify(db)).sound).toBe(true);
	expect(await verify(db, kept)).toEqual({
		sound: false,
		what: 'kept_head',
		firstBroken: '4'
	});
});

test('a log that grew still holds the head that was kept', async () => {
	const kept = await head(db);
	await write('five');
	expect((await verify(db, kept)).sound).toBe(true);
});

test('entries written at once form one chain', async () => {
	await Promise.all(Array.from({ length: 20 }, (_, number) => write(`at once ${number}`)));
	expect(await verify(db)).toMatchObject({ sound: true, entries: '24' });
});

test('what was rolled back leaves no gap', async () => {
	const failing = db.transaction().execute(async (trx) => {
		await append(trx, { actorId: null, action: 'undone', subjectKind: 'test' });
		throw new Error('undo');
	});
	await expect(failing).rejects.toThrow('undo');
	await write('five');
	expect(await verify(db)).toMatchObject({ sound: true, entries: '5' });
});

test.each([
	['update', sql`update audit_entry set action = 'else'`],
	['delete', sql`delete from audit_entry`],
	['truncate', sql`truncate audit_entry`]
])('the database refuses to %s', async (_, statement) => {
	await expect(statement.execute(db)).rejects.toThrow('append-only');
});
