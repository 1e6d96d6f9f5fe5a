/** Finds plans, elements and KPIs by their words, their code, or who answers for them. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { beginningsOf, foldedText, patternsOf, phraseOf, phrasePattern } from './searched-words.ts';

export interface Hit {
	planSlug: string;
	kind: 'plan' | ElementKind | 'kpi';
	code: string | null;
	title: string;
	/** Acronym of its lead, where it has one. */
	lead: string | null;
	/** 0 is what was meant most probably. */
	rank: number;
}

/** A page never lists more; somebody who finds so many has to say more. */
export const mostHits = 100;

/** What holds every word asked for, the best matches first. Nothing where nothing was asked. */
export async function search(db: Db, asked: string): Promise<Hit[]> {
	if (patternsOf(asked).length === 0) return [];
	const found = await Promise.all([
		plansWith(db, asked),
		elementsWith(db, asked),
		kpisWith(db, asked)
	]);
	return found
		.flat()
		.sort((one, other) => one.rank - other.rank)
		.slice(0, mostHits);
}

const words = (...columns: string[]) =>
	sql<string>`concat_ws(' ', ${sql.join(columns.map((column) => sql.ref(column)))})`;

const own = foldedText(sql`found.own`);
const owned = sql<string>`coalesce(found.owners, '')`;

const allIn = (text: RawBuilder<string>, patterns: string[]) =>
	sql<SqlBool>`${text} ~* all(${patterns}::text[])`;

/** Own words and those of its owners together hold every word. */
const holds = (asked: string) => allIn(sql`${own} || ' ' || ${owned}`, patternsOf(asked));

/** Its code, all that was asked in one piece, its own words from their beginning, or within; its owners. */
function rankOf(asked: string): RawBuilder<number> {
	const phrase = phrasePattern(asked);
	return sql<number>`case
		when lower(found.code) = lower(${phraseOf(asked)}) then 0
		when found.code ~* ${`^${phrase}`} then 1
		when ${own} ~* ${phrase} then 2
		when ${allIn(own, beginningsOf(asked))} then 3
		when ${allIn(own, patternsOf(asked))} then 4
		else 5
	end`;
}

function plansWith(db: Db, asked: string): Promise<Hit[]> {
	return db
		.selectFrom((from) =>
			from
				.selectFrom('plan')
				.select(['slug', 'title', 'demonstration', sql<null>`null::text`.as('code')])
				.select([words('title', 'short_title').as('own'), sql<null>`null::text`.as('owners')])
				.offset(0)
				.as('found')
		)
		.where(holds(asked))
		.select(({ lit, val }) => [
			'found.slug as planSlug',
			val<'plan'>('plan').as('kind'),
			'found.code',
			'found.title',
			lit(null).as('lead'),
			rankOf(asked).as('rank')
		])
		.orderBy('rank')
		.orderBy('found.demonstration')
		.orderBy('found.title')
		.limit(mostHits)
		.execute();
}

/** Of each element: who answers for it now, in words, and its lead. */
const owners = (db: Db) =>
	db
		.selectFrom('owner')
		.innerJoin(organisations(db), 'organisation.id', 'owner.organisation_id')
		.where('owner.valid_to', 'is', null)
		.groupBy('owner.element_id')
		.select([
			'owner.element_id',
			sql<string>`string_agg(organisation.words, ' ')`.as('words'),
			sql<string | null>`max(organisation.acronym) filter (where owner.role = 'lead')`.as('lead')
		])
		.as('owners');

/** Their words are folded once, not once an element: `offset` keeps this a query of its own. */
const organisations = (db: Db) =>
	db
		.selectFrom('organisation')
		.select(['id', 'acronym', foldedText(words('acronym', 'name')).as('words')])
		.offset(0)
		.as('organisation');

function elementsWith(db: Db, asked: string): Promise<Hit[]> {
	return db
		.selectFrom((from) =>
			from
				.selectFrom('element')
				.leftJoin(owners(db), 'owners.element_id', 'element.id')
				.where('element.retired_at', 'is', null)
				.select(['element.id', 'element.plan_id', 'element.kind', 'element.code', 'element.title'])
				.select(['owners.words as owners', 'owners.lead'])
				.select(words('element.code', 'element.title', 'element.short_title').as('own'))
				.offset(0)
				.as('found')
		)
		.innerJoin('plan', 'plan.id', 'found.plan_id')
		.where(holds(asked))
		.select(['plan.slug as planSlug', 'found.kind', 'found.code', 'found.title', 'found.lead'])
		.select(rankOf(asked).as('rank'))
		.orderBy('rank')
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.orderBy(sql`array_position(array['goal', 'objective', 'activity'], found.kind)`)
		.orderBy('found.id')
		.limit(mostHits)
		.execute();
}

function kpisWith(db: Db, asked: string): Promise<Hit[]> {
	return db
		.selectFrom((from) =>
			from
				.selectFrom('kpi')
				.innerJoin('element', 'element.id', 'kpi.element_id')
				.leftJoin(organisations(db), 'organisation.id', 'kpi.reporter_id')
				.where('kpi.retired_at', 'is', null)
				.where('element.retired_at', 'is', null)
				.select(['kpi.id', 'element.plan_id', 'kpi.code', 'kpi.title'])
				.select([words('kpi.code', 'kpi.title').as('own'), 'organisation.words as owners'])
				.offset(0)
				.as('found')
		)
		.innerJoin('plan', 'plan.id', 'found.plan_id')
		.where(holds(asked))
		.select(({ lit, val }) => [
			'plan.slug as planSlug',
			val<'kpi'>('kpi').as('kind'),
			'found.code',
			'found.title',
			lit(null).as('lead'),
			rankOf(asked).as('rank')
		])
		.orderBy('rank')
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.orderBy('found.id')
		.limit(mostHits)
		.execute();
}
