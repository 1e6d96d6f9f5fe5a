/** How a plan comes to be. */
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Frequency, RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { sql } from 'kysely';
import type { Db, Trx } from '../db/connect.ts';
import type { PlanLabels } from '../db/schema/plans.ts';
import { explainFields } from '../writing/provenance.ts';
import { Refused } from '../writing/refusals.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { refuseDay } from '../writing/span.ts';
import { write, type Found } from '../writing/write.ts';

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
	rollUpMethod: RollUpMethod;
	/** Null: not settled. */
	reportingFrequency: Frequency | null;
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

/** Two plans of one title could not be told apart in any list; a draft counts too. */
async function refuseUsedTitle(trx: Trx, title: string): Promise<void> {
	// of two who begin plans at once the second sees what the first began
	await sql`select pg_advisory_xact_lock(hashtext('new plan'))`.execute(trx);
	const used = await trx
		.selectFrom('plan')
		.where(sql<boolean>`folded(title) = folded(${title})`)
		.where('discarded_at', 'is', null)
		.select('id')
		.executeTakeFirst();
	if (used) throw new Refused('title', 'title_used');
}

/**
 * Writes a draft without elements.
 *
 * @throws Refused where another plan has this title, or the period cannot be
 */
export async function makePlan(trx: Trx, plan: NewPlan): Promise<{ id: string; slug: string }> {
	refuseDay('period_start', 'measured', plan.periodStart);
	refuseDay('period_end', 'measured', plan.periodEnd);
	await refuseUsedTitle(trx, plan.title);
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
			draft: true,
			roll_up_method: plan.rollUpMethod,
			reporting_frequency: plan.reportingFrequency,
			confidence_rules: JSON.stringify(defaultConfidenceRules)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return { id, slug };
}

/** Why fields of a new plan are as they are, in the plan's language. */
export interface StartReasons {
	/** What was entered when it was begun. */
	entered: string;
	/** What was not, and is not set. */
	notStated: string;
	/** The tracker's own way of reckoning. */
	reckoning: string;
}

const entered = [
	...['title', 'slug', 'short_title', 'language', 'currency', 'time_zone'],
	...['fiscal_year_start_month', 'period', 'labels', 'roll_up_method']
];
const notStated = ['description', 'vision', 'mission'];
const reckoned = ['goal_status_rule', 'coverage_threshold', 'confidence_rules'];

/** Says of the plan's own fields where they come from. */
export async function explainStart(trx: Trx, planId: string, reasons: StartReasons): Promise<void> {
	const subject = { plan_id: planId };
	const kind = 'editorial';
	await explainFields(trx, { subject, fields: entered, kind, reason: reasons.entered });
	await explainFields(trx, { subject, fields: notStated, kind, reason: reasons.notStated });
	await explainFields(trx, { subject, fields: reckoned, kind, reason: reasons.reckoning });
}

/**
 * Begins a plan as a draft without elements; its slug is returned. The same form sent twice begins one.
 *
 * @throws NotAllowed; Refused where another plan has this title, or the period cannot be
 */
export function start(
	db: Db,
	actor: Actor,
	{ plan, reasons }: { plan: NewPlan; reasons: StartReasons },
	request?: SentForm
): Promise<string> {
	return write(db, actor, {
		may: 'edit_plan',
		request,
		raises: 'nothing',
		read: async (): Promise<Found<string>> => ({ planId: null }),
		write: async (trx) => {
			const { id, slug } = await makePlan(trx, plan);
			await explainStart(trx, id, reasons);
			const detail = { code: plan.title };
			return {
				result: slug,
				entry: { action: 'plan_started', subjectKind: 'plan', subjectId: id, detail }
			};
		}
	});
}
