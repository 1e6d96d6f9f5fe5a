/** The frameworks of the installation. */
import { sql } from 'kysely';
import type { Framework, FrameworkAxis, Term } from '#lib/domain/frameworks/framework.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { StoredFramework } from './fields.ts';

/**
 * What each term is called where a framework is not named beside it, in files and in the log: its code,
 * where no other framework has it, else `framework:code`.
 */
export async function termNames(db: Db) {
	const terms = await db
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.select(['term.id', 'term.code', 'framework.slug'])
		.orderBy('framework.id')
		.orderBy('term.axis_id')
		.orderBy('term.position')
		.execute();
	const byCode = Map.groupBy(terms, ({ code }) => code);
	return terms.map(({ id, code, slug }) => ({
		id,
		name: byCode.get(code)!.length === 1 ? code : `${slug}:${code}`
	}));
}

/** Of which axis each term is, and how many of an axis something may have. */
export async function tagChoices(db: Db) {
	const axes = await db.selectFrom('framework_axis').select(['id', 'arity']).execute();
	const terms = await db.selectFrom('framework_term').select(['id', 'axis_id as axisId']).execute();
	return { axes, terms };
}

/** Of which plan is asked what it is set out by, and as of which edition. */
interface OfPlan {
	plan: { id: string };
	scope: Pick<Scope, 'snapshot'>;
}

function heads(db: Db, of: OfPlan | null) {
	const knownAt = of?.scope.snapshot?.publishedAt ?? 'infinity';
	return db
		.selectFrom('framework')
		.select(['id', 'slug', 'title', 'edition', 'language', 'provenance', 'reason'])
		.select((eb) => [
			eb
				.exists(
					eb
						.selectFrom('plan_framework as declared')
						.whereRef('declared.framework_id', '=', 'framework.id')
						.where('declared.plan_id', '=', of?.plan.id ?? null)
						.where('declared.recorded_at', '<=', sql<Date>`${knownAt}::timestamptz`)
						.select('declared.id')
				)
				.$castTo<boolean>()
				.as('declared')
		])
		.orderBy('id');
}

type Head = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number];

async function whole(db: Db, found: readonly Head[]): Promise<Framework[]> {
	if (found.length === 0) return [];
	const ids = found.map(({ id }) => id);
	const [axes, terms] = await Promise.all([
		db
			.selectFrom('framework_axis')
			.where('framework_id', 'in', ids)
			.selectAll()
			.orderBy('position')
			.execute(),
		db
			.selectFrom('framework_term')
			.where('framework_id', 'in', ids)
			.selectAll()
			.orderBy('position')
			.execute()
	]);
	const axesOf = Map.groupBy(axes, ({ framework_id }) => framework_id);
	const termsOf = Map.groupBy(terms, ({ axis_id }) => axis_id);
	return found.map(({ provenance: own, reason: why, ...framework }) => ({
		...framework,
		axes: (axesOf.get(framework.id) ?? []).map(
			({ id, slug, title, definition, arity }): FrameworkAxis => ({
				...{ id, slug, title, definition, arity },
				terms: (termsOf.get(id) ?? []).map(
					({ provenance, reason, within_id: withinId, ...term }): Term => ({
						...{ id: term.id, code: term.code, title: term.title },
						...{ definition: term.definition, marker: term.marker, withinId },
						...{ provenance: provenance ?? own, reason: provenance === null ? why : reason }
					})
				)
			})
		)
	}));
}

/** All of them with their axes and terms, in order; which of them a plan is set out by, where one is spoken of. */
export const frameworks = async (db: Db, of: OfPlan | null = null): Promise<Framework[]> =>
	whole(db, await heads(db, of).execute());

export async function one(db: Db, id: string): Promise<Framework | undefined> {
	const found = await heads(db, null).where('framework.id', '=', id).execute();
	return (await whole(db, found))[0];
}

const stored = (db: Db) =>
	db
		.selectFrom('framework')
		.leftJoin('framework as before', 'before.id', 'framework.follows_id')
		.leftJoin('framework as later', 'later.follows_id', 'framework.id')
		.select(['framework.id', 'framework.slug', 'framework.title', 'framework.edition'])
		.select(['framework.language', 'framework.description', 'framework.source'])
		.select(['framework.source_address', 'framework.provenance', 'framework.reason'])
		.select(['framework.version', 'framework.follows_id'])
		.select(['before.slug as before', 'later.slug as followedBy'])
		.select(sql<boolean>`framework_in_use(framework.id)`.as('inUse'));

type StoredRow = Awaited<ReturnType<ReturnType<typeof stored>['execute']>>[number];

/** A framework as its form shows it. */
export interface FrameworkRecord extends StoredFramework {
	/** The slug of the version that follows it; null: none does. */
	followedBy: string | null;
}

async function record(db: Db, row: StoredRow): Promise<FrameworkRecord> {
	const { follows_id, before, provenance, ...columns } = row;
	const { axes = [] } = (await one(db, row.id)) ?? {};
	const codes = new Map(axes.flatMap(({ terms }) => terms.map(({ id, code }) => [id, code])));
	return {
		...columns,
		provenance: provenance === 'demo' ? 'editorial' : provenance,
		follows: follows_id !== null && before !== null ? { id: follows_id, slug: before } : null,
		axes: axes.map(({ slug, title, definition, arity, terms }) => ({
			...{ slug, title, definition, arity },
			terms: terms.map((term) => ({
				...{ code: term.code, title: term.title, definition: term.definition },
				within: codes.get(term.withinId ?? '') ?? null
			}))
		}))
	};
}

/** The framework of that name; undefined where there is none. */
export async function find(db: Db, slug: string): Promise<FrameworkRecord | undefined> {
	const row = await stored(db).where('framework.slug', '=', slug).executeTakeFirst();
	return row && record(db, row);
}

/** A framework, locked; undefined where there is none. */
export async function lock(trx: Trx, id: string): Promise<FrameworkRecord | undefined> {
	await trx
		.selectFrom('framework')
		.where('id', '=', id)
		.select('id')
		.forUpdate()
		.executeTakeFirst();
	const row = await stored(trx).where('framework.id', '=', id).executeTakeFirst();
	return row && record(trx, row);
}

export interface PlanOfFramework {
	framework_id: string;
	id: string;
	slug: string;
	title: string;
	language: string;
	demonstration: boolean;
}

/**
 * The plans that each framework is used by, by its id: those that are set out by it, and those that have
 * one of its axes as a list among their notes. Drafts are left out.
 *
 * @param edition `published`: as the last snapshot of each plan knew it, where it has one, so that nothing
 *   is told here of a plan that its own public pages do not tell yet; `current`: as it is now
 */
export async function plansUsing(db: Db, edition: 'published' | 'current') {
	const { rows } = await sql<PlanOfFramework>`
		with known as (
			select plan.id, plan.slug, plan.title, plan.language, plan.demonstration,
				coalesce(snapshot.published_at, 'infinity') as at,
				coalesce(snapshot.as_of, plan.current_day) as day,
				snapshot.structure_revision as revision
			from plan left join lateral (
				select published_at, as_of, structure_revision from snapshot
				where snapshot.plan_id = plan.id and ${edition} = 'published'
				order by snapshot.id desc limit 1
			) snapshot on true
			where not plan.draft
		), listed as (
			select distinct on (note.id) note.plan_id, note.axis_id, note.retired
			from plan_note_version note join known on known.id = note.plan_id
			where note.holds_from <= known.day
				and (known.revision is null or note.revision <= known.revision)
			order by note.id, note.holds_from desc, note.revision desc
		)
		select used.framework_id, known.id, known.slug, known.title, known.language, known.demonstration
		from known join (
			select declared.plan_id, declared.framework_id
			from plan_framework declared join known on known.id = declared.plan_id
			where declared.recorded_at <= known.at
			union
			select listed.plan_id, axis.framework_id
			from listed join framework_axis axis on axis.id = listed.axis_id
			where not listed.retired
		) used on used.plan_id = known.id
		order by known.id
	`.execute(db);
	return Map.groupBy(rows, ({ framework_id }) => framework_id);
}

/** What became of terms in the version that follows, by the id of the old term. */
export async function termMap(db: Db, frameworkId: string): Promise<Map<string, string[]>> {
	const rows = await db
		.selectFrom('framework_term_map as map')
		.innerJoin('framework_term as old', 'old.id', 'map.from_id')
		.where('old.framework_id', '=', frameworkId)
		.select(['map.from_id', 'map.to_id'])
		.orderBy('map.id')
		.execute();
	const byTerm = Map.groupBy(rows, ({ from_id }) => from_id);
	return new Map([...byTerm].map(([id, to]) => [id, to.flatMap(({ to_id }) => to_id ?? [])]));
}
