/** How a plan comes to be. */
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import type { PlanLabels } from '../db/schema/plans.ts';

export interface NewPlan {
	title: string;
	shortTitle: string | null;
	/** BCP 47. */
	language: string;
	/** ISO 4217. */
	currency: string;
	timeZone: string;
	fiscalYearStartMonth: number;
	periodStart: IsoDate | null;
	periodEnd: IsoDate | null;
	vision: string | null;
	mission: string | null;
	labels: PlanLabels;
}

const longestSlug = 60;

/** A title as an address writes it: small letters, digits and hyphens. */
export function slugOf(title: string): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longestSlug)
		.replace(/^-+|-+$/g, '');
	return plain === '' ? 'plan' : plain;
}

/** Addresses under which no plan may be: pages of ours stand there. */
const reserved = new Set(['new', 'drafts']);

async function freeSlug(trx: Trx, title: string): Promise<string> {
	const wanted = slugOf(title);
	const taken = await trx
		.selectFrom('plan')
		.where('slug', 'like', `${wanted}%`)
		.select('slug')
		.execute();
	const slugs = new Set([...taken.map(({ slug }) => slug), ...reserved]);
	let slug = wanted;
	for (let number = 2; slugs.has(slug); number += 1) slug = `${wanted}-${number}`;
	return slug;
}

/** Writes a plan without elements; figures are reckoned in the usual way until it is settled otherwise. */
export async function makePlan(trx: Trx, plan: NewPlan): Promise<{ id: string; slug: string }> {
	const slug = await freeSlug(trx, plan.shortTitle ?? plan.title);
	const { id } = await trx
		.insertInto('plan')
		.values({
			slug,
			title: plan.title,
			short_title: plan.shortTitle,
			language: plan.language,
			currency: plan.currency,
			time_zone: plan.timeZone,
			fiscal_year_start_month: plan.fiscalYearStartMonth,
			period_start: plan.periodStart,
			period_end: plan.periodEnd,
			vision: plan.vision,
			mission: plan.mission,
			labels: JSON.stringify(plan.labels),
			confidence_rules: JSON.stringify(defaultConfidenceRules)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return { id, slug };
}
