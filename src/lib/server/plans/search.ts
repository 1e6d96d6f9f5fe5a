/** Finds plans, elements and KPIs by their words or their code. */
import { sql, type SqlBool } from 'kysely';
import type { ElementKind } from '#lib/domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';

export interface Hit {
	planSlug: string;
	kind: 'plan' | ElementKind | 'kpi';
	code: string | null;
	title: string;
	/** Acronym of its lead, where it has one. */
	lead: string | null;
}

/** A page never lists more; somebody who finds so many has to say more. */
export const mostHits = 100;
const mostWords = 8;

/** What was asked for, as patterns in which the characters of `like` mean themselves. */
export function patternsOf(asked: string): string[] {
	const words = asked.replaceAll('\0', '').slice(0, 200).split(/\s+/).filter(Boolean);
	return words.slice(0, mostWords).map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
}

/**
 * What holds every word asked for, in the plans' order: plans, then elements, then KPIs. Nothing
 * where nothing was asked.
 */
export async function search(db: Db, asked: string): Promise<Hit[]> {
	const patterns = patternsOf(asked);
	if (patterns.length === 0) return [];
	const [plans, elements, kpis] = await Promise.all([
		plansWith(db, patterns),
		elementsWith(db, patterns),
		kpisWith(db, patterns)
	]);
	return [...plans, ...elements, ...kpis].slice(0, mostHits);
}

function plansWith(db: Db, patterns: string[]): Promise<Hit[]> {
	return db
		.selectFrom('plan')
		.where(
			sql<SqlBool>`concat_ws(' ', plan.title, plan.short_title) ilike all(${patterns}::text[])`
		)
		.select(({ lit, val }) => [
			'plan.slug as planSlug',
			val<'plan'>('plan').as('kind'),
			lit(null).as('code'),
			'plan.title',
			lit(null).as('lead')
		])
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.limit(mostHits)
		.execute();
}

function elementsWith(db: Db, patterns: string[]): Promise<Hit[]> {
	return db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.leftJoin('owner', (join) =>
			join
				.onRef('owner.element_id', '=', 'element.id')
				.on('owner.role', '=', 'lead')
				.on('owner.valid_to', 'is', null)
		)
		.leftJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('element.retired_at', 'is', null)
		.where(
			sql<SqlBool>`concat_ws(' ', element.code, element.title, element.short_title)
				ilike all(${patterns}::text[])`
		)
		.select([
			'plan.slug as planSlug',
			'element.kind',
			'element.code',
			'element.title',
			'organisation.acronym as lead'
		])
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.orderBy(sql`array_position(array['goal', 'objective', 'activity'], element.kind)`)
		.orderBy('element.id')
		.limit(mostHits)
		.execute();
}

function kpisWith(db: Db, patterns: string[]): Promise<Hit[]> {
	return db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.where(sql<SqlBool>`concat_ws(' ', kpi.code, kpi.title) ilike all(${patterns}::text[])`)
		.select(({ lit, val }) => [
			'plan.slug as planSlug',
			val<'kpi'>('kpi').as('kind'),
			'kpi.code',
			'kpi.title',
			lit(null).as('lead')
		])
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.orderBy('kpi.id')
		.limit(mostHits)
		.execute();
}
