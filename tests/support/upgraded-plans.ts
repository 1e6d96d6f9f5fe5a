/**
 * Plans from before they had versions: edited as the product wrote them then, and upgraded, so that what
 * the audit log tells of them is walked back.
 */
import { sql, type Kysely } from 'kysely';
import { expect } from 'vitest';
import { scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { migrate, migrationNames } from '#lib/server/db/migrate.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { down, up } from '../../migrations/2026-12-04-10-walk-plans-back.ts';
import { freshDatabase } from './database.ts';
import { makePerson } from './people.ts';
import { expectRecomputed, facts } from './recomputed.ts';

const names = await migrationNames();
const walk = '2026-12-04-10-walk-plans-back';
const justBefore = (name: string) => names[names.indexOf(name) - 1]!;
const beforeVersions = justBefore('2026-11-27-01-date-the-plan');

type Step = (db: Kysely<unknown>) => Promise<void>;
const untyped = (db: Db) => db as unknown as Kysely<unknown>;

/** Brings the schema up to date but for the walk: what is read there is read by the product of today. */
export async function upToWalk(db: Db): Promise<void> {
	await migrate(db, { upTo: justBefore(walk) });
	for (const name of names.slice(names.indexOf(walk) + 1)) {
		const later = (await import(`../../migrations/${name}.ts`)) as { up: Step };
		await untyped(db).transaction().execute(later.up);
	}
}

/** The walk itself. */
export const walkBack = (db: Db): Promise<void> => untyped(db).transaction().execute(up);

export const reason = 'The council decided so.';
export const today = '2026-12-01';

export type Detail = Record<string, unknown>;

export interface OldEdit {
	/** At noon in Manila. */
	on: string;
	action: string;
	about: readonly [kind: string, id: string];
	code?: string;
	before: Detail;
	after: Detail;
}

/** A database from before plans had versions, and how plans are edited and read there. */
export async function databaseBeforeVersions() {
	const { db, url } = await freshDatabase({ template: 'template0' });
	await migrate(db, { upTo: beforeVersions });
	const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
	const rowOf = async (slug: string) => (await plans.find(db, slug))!;
	return {
		...{ db, url, planner, plannerId, rowOf },
		edit: (planId: string, given: OldEdit, write: ReturnType<typeof sql>) =>
			edit(db, plannerId, { planId, given }, write),
		/** A plan's elements as known on a day: code, title, planned end and weight, in their order. */
		plannedAs: async (slug: string, knownOn: string, asOf?: string) => {
			const { record } = await figures(db, await rowOf(slug), scopeOf(knownOn, asOf));
			return record.elements.map(({ code, title, plannedEnd, weight }) =>
				[code, title, plannedEnd, weight].filter((value) => value !== null).join(' | ')
			);
		},
		untoldIn: (planId: string) => untoldIn(db, planId),
		expectRecomputedOn: async (slug: string, ...days: string[]) => {
			const row = await rowOf(slug);
			for (const day of days)
				await expectRecomputed(db, row, await facts(db, row, scopeOf(day)), scopeOf(day));
		}
	};
}

/** An edit as the product wrote it before plans had versions: rows, both revisions, the entry. */
async function edit(
	db: Db,
	plannerId: string,
	{ planId, given: { on, about, ...told } }: { planId: string; given: OldEdit },
	write: ReturnType<typeof sql>
) {
	await db.transaction().execute(async (trx) => {
		await sql`
			update plan set revision = revision + 1, structure_revision = structure_revision + 1
			where id = ${planId}
		`.execute(trx);
		await write.execute(trx);
		const { action, code = '', before, after } = told;
		await sql`
			insert into audit_entry (occurred_at, actor_id, action, plan_id, subject_kind, subject_id, detail)
			values (${`${on}T04:00:00Z`}, ${plannerId}, ${action}, ${planId}, ${about[0]}, ${about[1]},
				${JSON.stringify({ code, reason, before, after })})
		`.execute(trx);
	});
}

export const scopeOf = (knownOn: string, asOf = '2026-03-31'): Scope => ({
	...scopeOn(asOf, today),
	knownOn
});

async function untoldIn(db: Db, planId: string) {
	const { rows } = await sql<{ of: string }>`
		select concat_ws(' ', kind, record_id, field) as of
		from untold_change
		where plan_id = ${planId} order by kind, record_id, field
	`.execute(db);
	return rows.map(({ of }) => of);
}

const versionKinds = [
	...['plan', 'element', 'owner', 'milestone', 'element_term', 'element_link', 'kpi', 'kpi_target'],
	...['budget_line', 'plan_note', 'plan_note_element']
];

/** All that the migration may write, as text. */
export async function stored(from: Db): Promise<string[]> {
	const all: string[] = [];
	const add = async (table: string, without: string) => {
		const { rows } = await sql<{ one: string }>`
			select (to_jsonb(t) - ${without})::text as one from ${sql.table(table)} t order by 1
		`.execute(from);
		all.push(...rows.map(({ one }) => `${table} ${one}`));
	};
	for (const kind of versionKinds) await add(`${kind}_version`, '-');
	await add('plan_revision', '-');
	// rows are numbered anew where earlier totals come before them
	await add('budget_release', 'id');
	return all;
}

/** What a plan shows today, without the numbers of revisions; read by a process of its own. */
async function present(url: string, slug: string): Promise<unknown> {
	const reader = connect(url, { connections: 4 });
	const row = (await plans.find(reader, slug))!;
	const documents = [
		await figuresDocument(reader, row, scopeOf(today, today)),
		await planDocument(reader, row, scopeOf(today, today)),
		(await figures(reader, row, scopeOf(today, today))).record.elements.map(
			({ updates: _, update: __, ...planned }) => planned
		)
	];
	await reader.destroy();
	return JSON.parse(
		JSON.stringify(documents, (name, value: unknown) => (name === 'revision' ? undefined : value))
	);
}

/** What there was before the walk: what plans show today, and all that is stored. */
interface Before {
	presentBefore: Map<string, unknown>;
	storedBefore: string[];
}

/** Upgrades plans; `since` edits them once they have versions. */
export async function upgrade(
	{ db, url }: { db: Db; url: string },
	slugs: string[],
	since?: () => Promise<void>
): Promise<Before> {
	await upToWalk(db);
	await since?.();
	const presentBefore = new Map<string, unknown>();
	for (const slug of slugs) presentBefore.set(slug, await present(url, slug));
	const storedBefore = await stored(db);
	await walkBack(db);
	return { presentBefore, storedBefore };
}

/** Expects that what is known today is what it was before the upgrade. */
export async function expectPresentKept(
	{ db, url }: { db: Db; url: string },
	{ presentBefore }: Before
): Promise<void> {
	for (const [slug, before] of presentBefore) expect(await present(url, slug)).toEqual(before);
	for (const kind of ['plan', 'element', 'milestone'])
		expect(
			(
				await sql`
					select c.id from ${sql.table(kind)} c, lateral (
						select * from ${sql.table(`${kind}_version`)} v
						where v.id = c.id and holds_from <= current_date
						order by holds_from desc, revision desc limit 1
					) held
					where held.title <> c.title
				`.execute(db)
			).rows
		).toEqual([]);
}

/** Expects that a migration back leaves what was there before, and again forth the same. */
export async function expectBackAndForth(db: Db, { storedBefore }: Before): Promise<void> {
	const after = await stored(db);
	await untyped(db).transaction().execute(down);
	expect(await stored(db)).toEqual(storedBefore);
	await walkBack(db);
	// what was taken away for good gets an id of its own each time
	const withoutIds = (all: string[]) =>
		all
			.map((one) => (withoutId.test(one) ? one.replace(/"id": \d+, |"note-\d+"/g, '') : one))
			.sort();
	expect(withoutIds(await stored(db))).toEqual(withoutIds(after));
}

const withoutId = /^(kpi_target|milestone|element_term|element_link|plan_note)_version/;
