import { reportAtHand } from '#lib/domain/reporting/open-report.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';
import type { Standing } from './writers.ts';

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

/** Makes an organisation's report of a period and returns its id. */
async function create(trx: Trx, periodId: string, organisationId: string): Promise<string> {
	const { id } = await trx
		.insertInto('report')
		.values({ period_id: periodId, organisation_id: organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/**
 * The report that takes an organisation's entry of today, or null where none is open: then the entry
 * stands by itself. A report without a state, or not submitted, becomes a draft by it; a returned one
 * stays returned until it is submitted again. Asked while the plan is held, so that what it reads
 * stands until the entry is written.
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
	const { id: periodId } = at.period;
	const begun = opened.find(({ id }) => id === periodId)?.reportId;
	const reportId = begun ?? (await create(trx, periodId, organisationId));
	if (at.state === 'draft' || at.state === 'returned') return reportId;
	await trx
		.insertInto('report_transition')
		.values({ report_id: reportId, state: 'draft', by_user: actorId })
		.execute();
	return reportId;
}
