/** Notes from before they had versions: what the audit log tells of them is walked back. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, migrationNames } from '#lib/server/db/migrate.ts';
import { historyOf } from '#lib/server/facts/structure.ts';
import { change, settings, type NoteField } from '#lib/server/plans/settings.ts';
import { freshDatabase } from '../support/database.ts';
import { writeThen } from '../support/notes-then.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase({ template: 'template0' });
const names = await migrationNames();
const before = names[names.indexOf('2026-12-03-10-date-notes') - 1]!;
await migrate(db, { upTo: before });
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const reason = 'The council worded it anew.';

const stored = async (planId: string) => (await settings(db, planId))!;

async function write(planId: string, notes: NoteField[]): Promise<void> {
	const { version, ...fields } = await stored(planId);
	const plan = { id: planId, demonstration: false };
	await change(db, planner, plan, version, { fields: { ...fields, notes }, reason });
}

/** What notes said as known at each revision of a plan, the first one first. */
async function saidAt(planId: string): Promise<string[][]> {
	const { rows } = await sql<{ texts: string[] }>`
		select array(
			select text from (
				select distinct on (id) * from plan_note_version v
				where v.plan_id = r.plan_id and v.revision <= r.revision and v.holds_from = '-infinity'
				order by id, v.revision desc
			) held where not retired order by position, id
		) as texts
		from plan_revision r where plan_id = ${planId} order by r.revision
	`.execute(db);
	return rows.map(({ texts }) => texts);
}

const worded = await makePlan(db, { slug: 'worded' });
const elsewhere = await makePlan(db, { slug: 'elsewhere' });
const silent = await makePlan(db, { slug: 'silent' });
const added = (text: string): NoteField => ({ id: null, text });
const ids = { one: '', three: '' };

async function editNotes(): Promise<string[][]> {
	const said: string[][] = [[]];
	const then = async (notes: NoteField[]) => {
		said.push(notes.map(({ text }) => text));
		return await writeThen(db, plannerId, { planId: worded.id, notes, reason });
	};
	const [one, two, three] = await then([added('One.'), added('Two.'), added('Three.')]);
	await then([{ ...one!, text: 'One, anew.' }, two!, three!]);
	await then([{ ...one!, text: 'One, anew.' }, three!]);
	await then([{ ...one!, text: 'One, anew.' }, three!, added('Four.')]);
	Object.assign(ids, { one: one!.id, three: three!.id });
	return said;
}

/** A note that somebody changed past the application: what the log told before is not what stood. */
async function editPastTheLog(): Promise<void> {
	await writeThen(db, plannerId, { planId: elsewhere.id, notes: [added('Said.')], reason });
	await sql`update plan_note set text = 'Said otherwise.' where plan_id = ${elsewhere.id}`.execute(
		db
	);
}

test('what the log tells is known at its revisions; where it does not fit, the walk ends', async () => {
	const said = await editNotes();
	await editPastTheLog();
	await db
		.insertInto('plan_note')
		.values({ plan_id: silent.id, position: 0, code: 'a', topic: null, text: 'As it came.' })
		.execute();
	await migrate(db);
	expect(await saidAt(worded.id)).toEqual(said);
	expect(await saidAt(elsewhere.id)).toEqual([['Said otherwise.'], ['Said otherwise.']]);
	expect(await saidAt(silent.id)).toEqual([['As it came.']]);

	const { rows } = await sql<{ id: string; texts: string[] }>`
		select id, array_agg(text order by revision) as texts from plan_note_version
		where id in (${ids.one}, ${ids.three}) group by id order by id
	`.execute(db);
	expect(rows).toEqual([
		{ id: ids.one, texts: ['One.', 'One, anew.'] },
		{ id: ids.three, texts: ['Three.'] }
	]);
});

test('current rows stay as they were, and are written on by the application', async () => {
	const { notes } = await stored(worded.id);
	expect(notes.map(({ text }) => text)).toEqual(['One, anew.', 'Three.', 'Four.']);
	await write(worded.id, notes.slice(1));
	expect((await saidAt(worded.id)).at(-1)).toEqual(['Three.', 'Four.']);
	expect((await saidAt(worded.id)).at(-2)).toEqual(['One, anew.', 'Three.', 'Four.']);
	expect((await historyOf(db, worded.id)).settings).toHaveLength(1);
});
