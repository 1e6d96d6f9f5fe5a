/** All public pages, each with the day on which what it shows was last changed. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { plansUsing } from '../frameworks/queries.ts';

export interface PublicPage {
	path: string;
	/** Null: it is about many plans, or nothing has changed since it came. */
	changedOn: IsoDate | null;
}

/** Every act that changes what a plan shows is on record, but what came with it: its last reports are. */
const changedOn = sql<IsoDate | null>`(greatest(
	(select max(occurred_at) from audit_entry
		where audit_entry.plan_id = plan.id and audit_entry.action not in ('denied', 'plan_seeded')),
	(select max(update.recorded_at) from activity_current as current
		join activity_update as update on update.id = current.update_id
		where current.plan_id = plan.id)
) at time zone plan.time_zone)::date`;

const plans = (db: Db) =>
	db
		.selectFrom('plan')
		.where('draft', '=', false)
		.select(['id', 'slug', changedOn.as('changedOn')])
		.orderBy('id')
		.execute();

const elements = (db: Db) =>
	db
		.selectFrom('element')
		.where('retired_at', 'is', null)
		.select(['plan_id as planId', 'code'])
		.orderBy('id')
		.execute();

const kpis = (db: Db) =>
	db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.select(['element.plan_id as planId', 'kpi.code'])
		.orderBy('kpi.id')
		.execute();

const organisations = (db: Db) =>
	db.selectFrom('organisation').select('slug').orderBy('id').execute();

const frameworks = async (db: Db) => {
	const used = await plansUsing(db, 'published');
	const all = await db.selectFrom('framework').select(['id', 'slug']).orderBy('id').execute();
	return all.filter(({ id }) => used.has(id));
};

const maturityModels = (db: Db) =>
	db.selectFrom('maturity_model').select('slug').orderBy('id').execute();

/** Those that a citizen finds: of a plan of which something is published, what was there by then. */
const rollOuts = (db: Db) =>
	db
		.selectFrom('roll_out')
		.where(
			sql<boolean>`exists (
				select from roll_out_version as version
				where version.roll_out_id = roll_out.id and not version.withdrawn
			) and roll_out.recorded_at <= coalesce(
				(select max(published_at) from snapshot where snapshot.plan_id = roll_out.plan_id),
				'infinity'
			)`
		)
		.select(['plan_id as planId', 'slug'])
		.orderBy('id')
		.execute();

export async function publicPages(db: Db): Promise<PublicPage[]> {
	const [allPlans, allElements, allKpis, allOrganisations, allFrameworks, models, allRollOuts] =
		await Promise.all([
			plans(db),
			elements(db),
			kpis(db),
			organisations(db),
			frameworks(db),
			maturityModels(db),
			rollOuts(db)
		]);
	const elementsOf = Map.groupBy(allElements, ({ planId }) => planId);
	const kpisOf = Map.groupBy(allKpis, ({ planId }) => planId);
	const rollOutsOf = Map.groupBy(allRollOuts, ({ planId }) => planId);
	const ofPlans = allPlans.flatMap(({ id, slug, changedOn }) => {
		const paths = [
			...['', '/leadership', '/timeline', '/kpis', '/commitments', '/coverage', '/alignment'],
			...(rollOutsOf.has(id) ? ['/roll-outs'] : []),
			...(rollOutsOf.get(id) ?? []).map(
				({ slug: name }) => `/roll-outs/${encodeURIComponent(name)}`
			),
			...(elementsOf.get(id) ?? []).map(({ code }) => `/elements/${encodeURIComponent(code)}`),
			...(kpisOf.get(id) ?? []).map(({ code }) => `/kpis/${encodeURIComponent(code)}`)
		];
		const home = `/plans/${encodeURIComponent(slug)}`;
		return paths.map((path) => ({ path: home + path, changedOn }));
	});
	const ofAll = [
		...['/', '/plans', '/forecasts', '/frameworks', '/maturity-models'],
		...allFrameworks.map(({ slug }) => `/frameworks/${encodeURIComponent(slug)}`),
		...models.map(({ slug }) => `/maturity-models/${slug}`),
		...allOrganisations.map(({ slug }) => `/organisations/${encodeURIComponent(slug)}`)
	];
	return [...ofAll.map((path) => ({ path, changedOn: null })), ...ofPlans];
}
