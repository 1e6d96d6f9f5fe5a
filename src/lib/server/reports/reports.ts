/** An organisation's reports as they stand, and the one that takes an entry. */
import { areReturned, type ReportItem, type ReturnedItem } from '#lib/domain/reporting/items.ts';
import {
	reportAtHand,
	reportTaking,
	type DayRule,
	type ReportAtHand
} from '#lib/domain/reporting/open-report.ts';
import type { IsoDate, OwnReport } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';
import { extendedUntil, isClosed, lastStep } from '../facts/report-standing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Standing } from './writers.ts';

/** A plan's periods by end, each with an organisation's report and where that stands; null: none. */
const periods = statement((db, given: { planId: string; organisationId: string }) =>
	db
		.selectFrom('reporting_period as period')
		.leftJoin('report', (join) =>
			join
				.onRef('report.period_id', '=', 'period.id')
				.on('report.organisation_id', '=', given.organisationId)
		)
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('period.plan_id', '=', given.planId)
		.select(['period.id', 'label', 'starts_on as startsOn', 'ends_on as endsOn'])
		.select(['period.due_on as dueOn', 'report.due_on as ownDueOn', 'report.id as reportId'])
		.select(['last.state', 'last.handed_in as handedIn'])
		.select([isClosed('period.id').as('closed'), extendedUntil('report.id').as('extendedUntil')])
		.orderBy('ends_on')
);

type PeriodRow = Awaited<ReturnType<typeof periods>>[number];

const ownReport = ({ state, handedIn, ownDueOn, extendedUntil }: PeriodRow): OwnReport => ({
	...{ state: state ?? 'not_submitted', handedIn: handedIn ?? false },
	...{ dueOn: ownDueOn, extendedUntil }
});

/** The report that takes what an organisation enters today, as the transaction sees it; see `reportAtHand`. */
export async function atHand(
	trx: Trx,
	{ today, ...of }: { planId: string; organisationId: string; today: IsoDate }
): Promise<ReportAtHand | null> {
	const opened = await periods(trx, of);
	return reportAtHand(opened, new Map(opened.map((row) => [row.id, ownReport(row)])), today);
}

/** Makes an organisation's report of a period and returns its id. */
async function create(trx: Trx, periodId: string, organisationId: string): Promise<string> {
	const { id } = await trx
		.insertInto('report')
		.values({ period_id: periodId, organisation_id: organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** What a return names, by the transition that it was; none: all of the report was returned. */
async function returnedItems(db: Db, transitionId: string): Promise<ReturnedItem[]> {
	const rows = await db
		.selectFrom('report_return_item')
		.where('transition_id', '=', transitionId)
		.select(['element_id', 'kpi_id', 'budget_line_id', 'reason'])
		.orderBy('id')
		.execute();
	return rows.map(({ element_id, kpi_id, budget_line_id, reason }) => {
		if (element_id !== null) return { kind: 'activity', id: element_id, reason };
		if (kpi_id !== null) return { kind: 'kpi', id: kpi_id, reason };
		return { kind: 'line', id: budget_line_id!, reason };
	});
}

/** Why a report was returned, by whom and when, and what of it; no items: all of it. */
export interface ReturnedReport {
	reason: string;
	items: ReturnedItem[];
	at: Date;
	/** A name; null where nobody is named. */
	by: string | null;
}

/** The last return of a report; null: it was never returned. */
async function lastReturn(db: Db, reportId: string): Promise<ReturnedReport | null> {
	const row = await db
		.selectFrom('report_transition as step')
		.leftJoin('user_account as person', 'person.id', 'step.by_user')
		.where('report_id', '=', reportId)
		.where('state', '=', 'returned')
		.where((eb) => eb.or([eb('act', 'is', null), eb('act', '=', 'return')]))
		.select(['step.id', 'step.reason', 'step.occurred_at as at', 'person.name as by'])
		.orderBy('step.id', 'desc')
		.executeTakeFirst();
	if (!row) return null;
	const { at, by } = row;
	return { reason: row.reason!, items: await returnedItems(db, row.id), at, by };
}

/** What is entered: of which plan, of which day, and what of a report it is. */
interface Taken {
	planId: string;
	/** In the plan's time zone. */
	today: IsoDate;
	day: IsoDate;
	/** Its field, and which days beside those of the period are taken; left out: the day binds nothing. */
	dated?: DayRule & { field: string };
	items: ReportItem[];
}

async function refuseUnreturned(trx: Trx, row: PeriodRow, items: ReportItem[]): Promise<void> {
	if (row.state !== 'returned' || row.reportId === null) return;
	const returned = await lastReturn(trx, row.reportId);
	if (!areReturned(items, returned?.items ?? [])) throw new Refused('', 'item_not_returned');
}

/**
 * The report that takes an organisation's entry, or null while no period has begun: a plan without
 * periods has no reports. A report without a state, or not submitted, becomes a draft
 * by it; a returned one stays returned until it is submitted again. Asked while the plan is held, so
 * that what it reads stands until the entry is written.
 *
 * @throws Refused where the report of that day takes no entries, what is entered was not returned, or
 *   beside its field the day is none of the report's
 */
export async function takingReport(
	trx: Trx,
	{ reportsThroughId: organisationId, actorId }: Standing,
	{ planId, today, day, dated, items }: Taken
): Promise<string | null> {
	const opened = await periods(trx, { planId, organisationId });
	const own = new Map(opened.map((row) => [row.id, ownReport(row)]));
	const taking = reportTaking(opened, own, { day, today, rule: dated });
	if (taking === null) return null;
	if ('outside' in taking) {
		const { from, until } = taking.days;
		const reason = taking.outside === 'before' ? 'before_report' : 'after_report';
		throw new Refused(dated?.field ?? '', reason, { day: from ?? undefined, until });
	}
	if ('closed' in taking)
		throw new Refused('', taking.closed.handedIn ? 'report_handed_in' : 'report_closed');
	if ('unopened' in taking) {
		const { endsOn } = taking.unopened.period;
		throw new Refused(dated?.field ?? '', 'period_not_opened', { until: endsOn });
	}
	const { period, state } = taking.report;
	const row = opened.find(({ id }) => id === period.id)!;
	await refuseUnreturned(trx, row, items);
	const reportId = row.reportId ?? (await create(trx, period.id, organisationId));
	if (state === 'draft' || state === 'returned') return reportId;
	await trx
		.insertInto('report_transition')
		.values({ report_id: reportId, state: 'draft', act: 'enter', reason: null, by_user: actorId })
		.execute();
	return reportId;
}

/** An organisation's report of a period as its pages act on it. */
export interface OwnStanding {
	id: string;
	/** Its last step; null: none. */
	seen: string | null;
	/** The last return, while it stands returned; null: it does not. */
	returned: ReturnedReport | null;
	/** Why whoever approves inside sent it back last; null: nobody did. */
	sentBack: string | null;
	approvesInside: boolean;
}

/** Null: nobody began it. */
export async function ownStanding(
	db: Db,
	{ periodId, organisationId }: { periodId: string; organisationId: string }
): Promise<OwnStanding | null> {
	const row = await db
		.selectFrom('report')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('report.period_id', '=', periodId)
		.where('report.organisation_id', '=', organisationId)
		.select(['report.id', 'organisation.approves_inside as approvesInside'])
		.select(['last.id as seen', 'last.state', 'last.act', 'last.reason'])
		.executeTakeFirst();
	if (!row) return null;
	const { state, act, reason, ...report } = row;
	const returned = state === 'returned' ? await lastReturn(db, report.id) : null;
	return { ...report, returned, sentBack: act === 'send_back' ? reason : null };
}
