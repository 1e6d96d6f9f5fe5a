/** Templates, and the items that each holds. */
import { sql } from 'kysely';
import type {
	Template,
	TemplateElement,
	TemplateItems,
	TemplateKpi
} from '#lib/domain/templates/template.ts';
import type { Db } from '../db/connect.ts';
import { inPlanOrder } from '../elements/plan-order.ts';

/**
 * Whether words of a template are nobody's business but of those who may edit plans: its plan is none that is
 * public, or has published nothing since they were copied though it publishes.
 */
export const holdsHidden = sql<boolean>`(plan.draft or plan.discarded_at is not null or (
	exists (select from snapshot where snapshot.plan_id = plan.id)
	and not exists (
		select from snapshot where snapshot.plan_id = plan.id and published_at >= template.known_at
	)
))`;

const rows = (db: Db) =>
	db
		.selectFrom('template')
		.innerJoin('plan', 'plan.id', 'template.plan_id')
		.leftJoin('user_account as maker', 'maker.id', 'template.made_by')
		.leftJoin('template as before', 'before.id', 'template.follows_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('template as later')
					.whereRef('later.follows_id', '=', 'template.id')
					.select(['later.slug', 'later.title'])
					.orderBy('later.id', 'desc')
					.limit(1)
					.as('later'),
			(join) => join.onTrue()
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('template_element as item')
					.whereRef('item.template_id', '=', 'template.id')
					.select([
						sql<number>`count(*) filter (where kind = 'goal')::int`.as('goal'),
						sql<number>`count(*) filter (where kind = 'objective')::int`.as('objective'),
						sql<number>`count(*) filter (where kind = 'activity')::int`.as('activity')
					])
					.as('counted'),
			(join) => join.onTrue()
		)
		.select(holdsHidden.as('hidden'))
		.select((eb) => [
			...(['template.id', 'template.slug', 'template.title', 'template.description'] as const),
			...(['template.known_at', 'template.language', 'template.labels'] as const),
			...(['template.provenance', 'template.reason', 'template.made_at'] as const),
			...(['template.withdrawn_at', 'template.withdrawn_reason', 'maker.name as made_by'] as const),
			...(['plan.id as plan_id', 'plan.slug as plan_slug', 'plan.title as plan_title'] as const),
			...(['plan.language as plan_language', 'plan.time_zone', 'plan.demonstration'] as const),
			...(['plan.draft', 'plan.discarded_at'] as const),
			...(['before.slug as before_slug', 'before.title as before_title'] as const),
			...(['later.slug as later_slug', 'later.title as later_title'] as const),
			...(['counted.goal', 'counted.objective', 'counted.activity'] as const),
			eb
				.selectFrom('template_kpi')
				.whereRef('template_kpi.template_id', '=', 'template.id')
				.select(sql<number>`count(*)::int`.as('kpis'))
				.as('kpi')
		]);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const named = (slug: string | null, title: string | null) =>
	slug === null || title === null ? null : { slug, title };

function templateOf(row: Row): Template {
	const { withdrawn_at: at, withdrawn_reason: why } = row;
	return {
		...{ id: row.id, slug: row.slug, title: row.title, description: row.description },
		plan: {
			...{ id: row.plan_id, slug: row.plan_slug, title: row.plan_title },
			...{ language: row.plan_language, timeZone: row.time_zone },
			...{ demonstration: row.demonstration, draft: row.draft || row.discarded_at !== null },
			hidden: row.hidden
		},
		...{ knownAt: row.known_at, language: row.language, labels: row.labels },
		...{ provenance: row.provenance, reason: row.reason },
		...{ madeBy: row.made_by, madeAt: row.made_at },
		follows: named(row.before_slug, row.before_title),
		followedBy: named(row.later_slug, row.later_title),
		withdrawn: at === null || why === null ? null : { at, reason: why },
		counts: {
			...{ goal: row.goal ?? 0, objective: row.objective ?? 0 },
			...{ activity: row.activity ?? 0, kpi: row.kpi ?? 0 }
		}
	};
}

/** Those from which parts can be taken by title, then those that were withdrawn. */
export async function list(db: Db): Promise<Template[]> {
	const found = await rows(db)
		.orderBy(sql`template.withdrawn_at is not null`)
		.orderBy('template.title')
		.orderBy('template.id')
		.execute();
	return found.map(templateOf);
}

/** The template of that name, also one that was withdrawn; undefined where there is none. */
export async function find(db: Db, slug: string): Promise<Template | undefined> {
	const row = await rows(db).where('template.slug', '=', slug).executeTakeFirst();
	return row && templateOf(row);
}

async function elements(db: Db, templateId: string): Promise<TemplateElement[]> {
	const items = db.selectFrom('template_element').where('template_id', '=', templateId);
	const [found, terms, links] = await Promise.all([
		items.selectAll().orderBy('position').execute(),
		db
			.selectFrom('template_term')
			.innerJoin('framework_term as term', 'term.id', 'template_term.term_id')
			.where('template_element_id', 'in', items.select('id'))
			.select(['template_element_id', 'term.id', 'term.code'])
			.orderBy('template_term.id')
			.execute(),
		db
			.selectFrom('template_link')
			.where('template_element_id', 'in', items.select('id'))
			.select(['template_element_id', 'serves_id'])
			.orderBy('template_link.id')
			.execute()
	]);
	const termsOf = Map.groupBy(terms, (row) => row.template_element_id);
	const servedBy = Map.groupBy(links, (row) => row.template_element_id);
	const nested = found.map(({ id, parent_id: parentId, ...item }) => ({ id, parentId, ...item }));
	return inPlanOrder(nested).map(({ id, parentId, depth, ...item }) => ({
		...{ id, kind: item.kind, parentId, depth, code: item.code, title: item.title },
		...{ shortTitle: item.short_title, description: item.description },
		...{ deliverableDefined: item.deliverable_defined, elementId: item.element_id },
		provenance: item.provenance,
		terms: (termsOf.get(id) ?? []).map((term) => ({ id: term.id, code: term.code })),
		alsoServes: (servedBy.get(id) ?? []).map(({ serves_id }) => serves_id)
	}));
}

const numberOf = (text: string | null) => (text === null ? null : Number(text));

async function kpis(db: Db, templateId: string): Promise<TemplateKpi[]> {
	const found = await db
		.selectFrom('template_kpi as kpi')
		.innerJoin('template_element as item', 'item.id', 'kpi.template_element_id')
		.where('kpi.template_id', '=', templateId)
		.selectAll('kpi')
		.orderBy('item.position')
		.orderBy('kpi.position')
		.execute();
	return found.map(({ range_low: low, range_high: high, range_zero_distance: zero, ...kpi }) => ({
		...{ id: kpi.id, elementId: kpi.template_element_id, code: kpi.code, title: kpi.title },
		...{ definition: kpi.definition, meansOfVerification: kpi.means_of_verification },
		...{ resultLevel: kpi.result_level, direction: kpi.direction, frequency: kpi.frequency },
		unit: {
			...{ kind: kpi.unit_kind, label: kpi.unit },
			...{ low: numberOf(kpi.unit_low), high: numberOf(kpi.unit_high) }
		},
		band: low === null || high === null || zero === null ? null : { low, high, zeroDistance: zero },
		...{ overTime: kpi.over_time, overOrganisations: kpi.over_organisations },
		...{ disaggregation: kpi.disaggregation, kpiId: kpi.kpi_id, provenance: kpi.provenance }
	}));
}

/** What a template holds. It never changes, whatever becomes of its plan. */
export async function items(db: Db, templateId: string): Promise<TemplateItems> {
	const [ofElements, ofKpis] = await Promise.all([elements(db, templateId), kpis(db, templateId)]);
	return { elements: ofElements, kpis: ofKpis };
}
