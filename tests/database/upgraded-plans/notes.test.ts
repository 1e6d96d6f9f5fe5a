/** Notes from before plans had versions, as the log tells of them by their texts. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, migrationNames } from '#lib/server/db/migrate.ts';
import type { NoteField } from '#lib/server/plans/settings.ts';
import { notes } from '#lib/server/plans/texts.ts';
import { writeThen } from '../../support/notes-then.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	reason,
	scopeOf,
	today,
	upgrade
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, plannerId, rowOf, untoldIn } = old;

const worded = await makePlan(db, { slug: 'worded' });
const unclear = await makePlan(db, { slug: 'unclear' });
const since = await makePlan(db, { slug: 'since' });

const insert = (
	planId: string,
	{
		position,
		code,
		text,
		topic = null
	}: { position: number; code: string; text: string; topic?: string | null }
) => sql<{ id: string }>`
	insert into plan_note (plan_id, position, code, topic, text)
	values (${planId}, ${position}, ${code}, ${topic}, ${text}) returning id`;

const write = (
	planId: string,
	on: string,
	[before, after]: readonly [string[], string[]],
	sent: ReturnType<typeof sql>
) =>
	edit(
		planId,
		{
			...{ on, action: 'plan_changed', about: ['plan', planId] as const },
			...{ before: { notes: before }, after: { notes: after } }
		},
		sent
	);

/** Each list as it was known from its day on. */
const known: [on: string, texts: string[]][] = [['2026-02-01', ['One.', 'Two.', 'Three.']]];

async function editWorded(): Promise<void> {
	const { id } = worded;
	for (const [position, text] of known[0]![1].entries()) {
		const note = await insert(id, { position, code: `s${position}`, text, topic: 'Said' }).execute(
			db
		);
		await sql`
			insert into plan_note_element (note_id, plan_id, element_id)
			values (${note.rows[0]!.id}, ${id}, ${worded.elements.G1})
		`.execute(db);
	}
	const did = async (on: string, after: string[], sent: ReturnType<typeof sql>) => {
		await write(id, on, [known.at(-1)![1], after], sent);
		known.push([on, after]);
	};
	const reword = (from: string, to: string) =>
		sql`update plan_note set text = ${to} where plan_id = ${id} and text = ${from}`;
	await did('2026-02-02', ['One, anew.', 'Two.', 'Three.'], reword('One.', 'One, anew.'));
	// the last one came with the plan: what is added by an edit is called otherwise
	await did('2026-02-03', ['One, anew.', 'Two.', 'Three, anew.'], reword('Three.', 'Three, anew.'));
	await did(
		'2026-02-04',
		['One, anew.', 'Two.', 'Three, anew.', 'Four.'],
		insert(id, { position: 3, code: 'note-4', text: 'Four.' })
	);
	await sql`delete from plan_note_element where note_id in (
		select id from plan_note where plan_id = ${id} and text = 'Two.')`.execute(db);
	await did(
		'2026-02-05',
		['One, anew.', 'Three, anew.', 'Four.'],
		sql`delete from plan_note where plan_id = ${id} and text = 'Two.'`
	);
}

/** The last one was added by an edit: it was worded anew, or it went and another came. */
async function editUnclear(): Promise<void> {
	await insert(unclear.id, { position: 0, code: 'note-1', text: 'As it is.' }).execute(db);
	await write(unclear.id, '2026-02-02', [['As it was.'], ['As it is.']], sql`select`);
}

/** Once the plan had versions and its notes had none. */
async function editUndated(): Promise<void> {
	const names = await migrationNames();
	await migrate(db, { upTo: names[names.indexOf('2026-12-03-10-date-notes') - 1]! });
	const send = (notes: NoteField[]) =>
		writeThen(db, plannerId, { planId: since.id, notes, reason });
	const added = (text: string): NoteField => ({ id: null, text });
	await send([added('One.'), added('Two.')]);
	const [three] = await send([added('Three.')]);
	await send([three!, added('Four.')]);
}

await editWorded();
await editUnclear();
await editUndated();
const before = await upgrade(old, ['worded', 'unclear', 'since']);

const notesOn = async (slug: string, knownOn: string) =>
	notes(db, await rowOf(slug), scopeOf(knownOn));

test('notes read as they were known, one that went as well', async () => {
	expect(known).toHaveLength(5);
	for (const [on, texts] of known)
		expect((await notesOn('worded', on)).map(({ text }) => text)).toEqual(texts);
	expect(await notesOn('worded', today)).toHaveLength(3);
});

test('of a note that went it is not told where it stood and whom it concerned', async () => {
	const [one, two] = await notesOn('worded', '2026-02-01');
	expect(one).toMatchObject({ topic: { text: 'Said' }, concerns: [worded.elements.G1] });
	expect(two).toMatchObject({ topic: null, concerns: [] });
	const id = two!.code.replace('note-', '');
	expect(await untoldIn(worded.id)).toEqual([`plan_note ${id} elements`, `plan_note ${id} topic`]);
});

test('where one cannot tell which is which, what stood then counts before, and it is noted', async () => {
	expect((await notesOn('unclear', '2026-02-01')).map(({ text }) => text)).toEqual(['As it is.']);
	expect(await untoldIn(unclear.id)).toEqual([`plan ${unclear.id} notes`]);
});

test('an edit of notes from before they had versions that the log does not tell is noted too', async () => {
	expect((await notesOn('since', '2026-02-01')).map(({ text }) => text)).toEqual(['Three.']);
	expect(await untoldIn(since.id)).toEqual([`plan ${since.id} notes`]);
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
