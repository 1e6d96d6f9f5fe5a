import type { Transaction } from 'kysely';
import { reportAtHand } from '#lib/domain/open-report.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import type { ReportingState } from '#lib/domain/vocabulary.ts';
import type { Database } from '../db/schema.ts';
import { statement } from '../db/statement.ts';
import type { Standing } from './writers.ts';

type Trx = Transaction<Database>;

/** A plan's periods by end, each with an organisation's report and its state; null: none. */
const periods = statement((db, given: { planId: string; organisationId: string }) =>
	db
		.selectFrom('reporting_period as period')
		.leftJoin('report', (join) =>
			join
				.onRef('report.period_id', '=', 'period.id')
				.on('report.organisation_id', '=', given.organisationId)
		)
		.where('period.plan_id', '=', given.planId)
		.select(['period.id', 'label', 'starts_on as startsOn', 'ends_on as endsOn'])
		.select(['due_on as dueOn', 'report.id as reportId'])
		.select((eb) =>
			eb
				.selectFrom('report_transition as step')
				.whereRef('step.report_id', '=', 'report.id')
				.orderBy('step.id', 'desc')
				.limit(1)
				.select('step.state')
				.as('state')
		)
		.orderBy('ends_on')
);

/** Makes a report, unless somebody else did at this very moment. */
async function create(trx: Trx, periodId: string, organisationId: string): Promise<void> {
	await trx
		.insertInto('report')
		.values({ period_id: periodId, organisation_id: organisationId })
		.onConflict((conflict) => conflict.columns(['period_id', 'organisation_id']).doNothing())
		.execute();
}

const locked = statement((db, given: { periodId: string; organisationId: string }) =>
	db
		.selectFrom('report')
		.where('period_id', '=', given.periodId)
		.where('organisation_id', '=', given.organisationId)
		.select('id')
		.forNoKeyUpdate()
);

const lastStep = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report_transition')
		.where('report_id', '=', given.reportId)
		.select('state')
		.orderBy('id', 'desc')
		.limit(1)
);

/** The lock keeps a submission from passing between the reading of a report's state and the entry. */
async function lock(trx: Trx, periodId: string, organisationId: string): Promise<string> {
	const [report] = await locked(trx, { periodId, organisationId });
	if (!report) throw new Error(`no report of period ${periodId}`);
	return report.id;
}

async function stateOf(trx: Trx, reportId: string): Promise<ReportingState | undefined> {
	const [step] = await lastStep(trx, { reportId });
	return step?.state;
}

/**
 * The report that takes an organisation's entry of today, or null where none is open: then the entry
 * stands by itself. A report without a state, or not submitted, becomes a draft by it; a returned one
 * stays returned until it is submitted again.
 */
export async function takingReport(
	trx: Trx,
	planId: string,
	{ reportsThroughId: organisationId, actorId }: Standing,
	today: IsoDate
): Promise<string | null> {
	const opened = await periods(trx, { planId, organisationId });
	const states = new Map(opened.flatMap(({ id, state }) => (state ? [[id, state]] : [])));
	const at = reportAtHand(opened, states, today);
	if (!at?.open) return null;
	const isNew = opened.every(({ id, reportId }) => id !== at.period.id || reportId === null);
	if (isNew) await create(trx, at.period.id, organisationId);
	const reportId = await lock(trx, at.period.id, organisationId);
	const state = await stateOf(trx, reportId);
	if (state === 'draft' || state === 'returned') return reportId;
	if (state !== undefined && state !== 'not_submitted') return null;
	await trx
		.insertInto('report_transition')
		.values({ report_id: reportId, state: 'draft', by_user: actorId })
		.execute();
	return reportId;
}
