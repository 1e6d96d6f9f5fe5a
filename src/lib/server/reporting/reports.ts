import type { Transaction } from 'kysely';
import { reportAtHand } from '#lib/domain/open-report.ts';
import type { IsoDate, PeriodRecord } from '#lib/domain/records.ts';
import type { ReportingState } from '#lib/domain/vocabulary.ts';
import type { Database } from '../db/schema.ts';
import type { Standing } from './writers.ts';

type Trx = Transaction<Database>;

function periods(trx: Trx, planId: string): Promise<PeriodRecord[]> {
	return trx
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.select(['id', 'label', 'starts_on as startsOn', 'ends_on as endsOn', 'due_on as dueOn'])
		.orderBy('ends_on')
		.execute();
}

async function states(
	trx: Trx,
	planId: string,
	organisationId: string
): Promise<Map<string, ReportingState>> {
	const rows = await trx
		.selectFrom('report_transition as step')
		.innerJoin('report', 'report.id', 'step.report_id')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.where('period.plan_id', '=', planId)
		.where('report.organisation_id', '=', organisationId)
		.distinctOn('step.report_id')
		.orderBy('step.report_id')
		.orderBy('step.id', 'desc')
		.select(['report.period_id', 'step.state'])
		.execute();
	return new Map(rows.map((row) => [row.period_id, row.state]));
}

async function findOrCreate(trx: Trx, periodId: string, organisationId: string): Promise<string> {
	const key = { period_id: periodId, organisation_id: organisationId };
	await trx
		.insertInto('report')
		.values(key)
		.onConflict((conflict) => conflict.columns(['period_id', 'organisation_id']).doNothing())
		.execute();
	// the lock keeps a submission from passing between this read of its state and the entry
	const report = await trx
		.selectFrom('report')
		.where('period_id', '=', periodId)
		.where('organisation_id', '=', organisationId)
		.select('id')
		.forNoKeyUpdate()
		.executeTakeFirstOrThrow();
	return report.id;
}

/**
 * The report that takes an organisation's entry of today, or null where none is open: then the entry
 * stands by itself. A report without a state, or not submitted, becomes a draft by it; a returned one
 * stays returned until it is submitted again.
 */
export async function takingReport(
	trx: Trx,
	planId: string,
	{ reportsThroughId, actorId }: Standing,
	today: IsoDate
): Promise<string | null> {
	const open = await periods(trx, planId);
	const before = reportAtHand(open, await states(trx, planId, reportsThroughId), today);
	if (!before?.open) return null;
	const id = await findOrCreate(trx, before.period.id, reportsThroughId);
	const state = (await states(trx, planId, reportsThroughId)).get(before.period.id);
	if (state === 'draft' || state === 'returned') return id;
	if (state !== undefined && state !== 'not_submitted') return null;
	await trx
		.insertInto('report_transition')
		.values({ report_id: id, state: 'draft', by_user: actorId })
		.execute();
	return id;
}
