/** What evidence supports: an activity or a milestone of it, a KPI, or an amendment as its instrument. */
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { lockActivity, lockKpi } from '../reports/subjects.ts';
import { writersOfActivity, writersOfKpi, type Writer, type Writers } from '../reports/writers.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { Refused } from '../writing/refusals.ts';

export type EvidenceOf =
	| { kind: 'activity'; id: string; milestoneId: string | null }
	| { kind: 'kpi'; id: string }
	| { kind: 'amendment'; id: string; planId: string };

/** The columns that say what evidence supports. */
export interface SubjectColumns {
	element_id: string | null;
	milestone_id: string | null;
	kpi_id: string | null;
	amendment_id: string | null;
}

const none: SubjectColumns = {
	...{ element_id: null, milestone_id: null, kpi_id: null, amendment_id: null }
};

export function columnsOf(of: EvidenceOf): SubjectColumns {
	if (of.kind === 'activity') return { ...none, element_id: of.id, milestone_id: of.milestoneId };
	return of.kind === 'kpi' ? { ...none, kpi_id: of.id } : { ...none, amendment_id: of.id };
}

/** Who reports it; null: nobody does, and the plan's editors enter it. */
export function writersOf(of: EvidenceOf): Writers | null {
	if (of.kind === 'amendment') return null;
	return of.kind === 'activity' ? writersOfActivity(of.id) : writersOfKpi(of.id);
}

export interface LockedSubject extends PlanSpan {
	planId: string;
	/** What people call it. */
	code: string;
	/** In the plan's time zone. */
	today: IsoDate;
	writers: Writer[];
}

const activity = lockActivity(writersOfActivity);

async function refuseForeignMilestone(trx: Trx, elementId: string, id: string): Promise<void> {
	const found = isId(id)
		? await trx
				.selectFrom('milestone')
				.where('id', '=', id)
				.where('element_id', '=', elementId)
				.select('id')
				.executeTakeFirst()
		: undefined;
	if (!found) throw new Refused('milestone', 'unknown_choice');
}

async function amendment(
	trx: Trx,
	{ id, planId }: { id: string; planId: string },
	now: Date
): Promise<LockedSubject | undefined> {
	if (!isId(id)) return undefined;
	refuseInDraft(trx, '');
	const row = await trx
		.selectFrom('amendment')
		.innerJoin('plan', 'plan.id', 'amendment.plan_id')
		.where('amendment.id', '=', id)
		.where('plan.id', '=', planId)
		.select(['amendment.title', 'plan.time_zone', 'amendment.abandoned_at'])
		.forNoKeyUpdate('amendment')
		.executeTakeFirst();
	if (!row) return undefined;
	if (row.abandoned_at !== null) throw new Refused('', 'draft_ended');
	const days = { today: todayIn(row.time_zone, now), periodStart: null, periodEnd: null };
	return { planId, code: row.title, writers: [], ...days };
}

/** Locked, so that others who write about it wait; undefined where there is no such. */
export async function lockSubject(
	trx: Trx,
	of: EvidenceOf,
	now: Date
): Promise<LockedSubject | undefined> {
	if (of.kind === 'amendment') return await amendment(trx, of, now);
	if (!isId(of.id)) return undefined;
	if (of.kind === 'kpi') return await lockKpi(trx, of.id, now);
	const found = await activity(trx, of.id, now);
	if (found && of.milestoneId !== null) await refuseForeignMilestone(trx, of.id, of.milestoneId);
	return found;
}
