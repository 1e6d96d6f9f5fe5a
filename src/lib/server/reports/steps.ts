/** The acts that lead a report from one state to another; see `domain/reporting/cycle.ts`. */
import { sql } from 'kysely';
import {
	after,
	rightTo,
	type ReportAct,
	type ReportState,
	type Standing
} from '#lib/domain/reporting/cycle.ts';
import type { ReportItem, ReturnedItem } from '#lib/domain/reporting/items.ts';
import { takesEntries } from '#lib/domain/reporting/open-report.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write } from '../writing/write.ts';
import { notify } from '../notices/notify.ts';
import { duties } from './queries.ts';

/** A report as an act finds it, locked. */
export interface FoundReport extends Standing {
	id: string;
	planId: string;
	periodId: string;
	/** For example `2026 Q3`. */
	period: string;
	organisationId: string;
	acronym: string;
	/** Its own organisation, and those that report through it. */
	organisationIds: string[];
	/** Of its last step; null: there was none. */
	version: string | null;
	/** Whether its period, or an extension of its own, lets it be sent. */
	open: boolean;
}

const locked = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.innerJoin('plan', 'plan.id', 'period.plan_id')
		.where('report.id', '=', given.reportId)
		.where('plan.draft', '=', false)
		.select(['report.id', 'period.plan_id', 'plan.time_zone', 'report.period_id'])
		.select(['period.label', 'report.organisation_id', 'organisation.acronym'])
		.select(
			sql<string[]>`array(
				select organisation_id::text from reporting_through
				where through_id = report.organisation_id
			)`.as('through')
		)
		.forNoKeyUpdate('report')
);

const lastStep = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report_transition')
		.where('report_id', '=', given.reportId)
		.select(['id', 'state', 'handed_in'])
		.orderBy('id', 'desc')
		.limit(1)
);

const opening = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report')
		.where('report.id', '=', given.reportId)
		.select((eb) => [
			sql<boolean>`coalesce(${eb
				.selectFrom('period_step as step')
				.whereRef('step.period_id', '=', 'report.period_id')
				.orderBy('step.id', 'desc')
				.limit(1)
				.select('step.step')}, 'opened') = 'closed'`.as('closed'),
			eb
				.selectFrom('report_extension as extension')
				.whereRef('extension.report_id', '=', 'report.id')
				.orderBy('extension.id', 'desc')
				.limit(1)
				.select('extension.until')
				.as('extendedUntil')
		])
);

/** Locks a report, so that of two who act on it one comes first. */
export async function lockReport(
	trx: Trx,
	reportId: string,
	now: Date
): Promise<FoundReport | undefined> {
	const [row] = await locked(trx, { reportId });
	if (!row) return undefined;
	const [[last], [period]] = await Promise.all([
		lastStep(trx, { reportId }),
		opening(trx, { reportId })
	]);
	return {
		id: row.id,
		planId: row.plan_id,
		periodId: row.period_id,
		period: row.label,
		organisationId: row.organisation_id,
		acronym: row.acronym,
		organisationIds: [row.organisation_id, ...row.through],
		version: last?.id ?? null,
		state: (last?.state ?? 'not_submitted') as ReportState,
		handedIn: last?.handed_in ?? false,
		open: takesEntries(
			{ closed: period?.closed ?? false },
			period?.extendedUntil ?? null,
			todayIn(row.time_zone, now)
		)
	};
}

/** What every act is sent with. */
export interface SentStep {
	reportId: string;
	/** The report's last step when the page was read; null: it had none. */
	seen: string | null;
	request?: SentForm;
}

interface Step {
	act: ReportAct;
	reason?: string | null;
	/** What is returned by itself; none: all of the report. */
	items?: ReturnedItem[];
}

/** Whether the organisation's reports are approved inside before they are sent. */
async function isApprovedInside(db: Db, reportId: string): Promise<boolean> {
	const row = await db
		.selectFrom('organisation')
		.innerJoin('report', 'report.organisation_id', 'organisation.id')
		.where('report.id', '=', reportId)
		.select('organisation.approves_inside')
		.executeTakeFirst();
	return row?.approves_inside ?? false;
}

/** Acts of the ministry itself; the others are the ICT office's, on the reports of all. */
const owned: readonly ReportAct[] = ['hand_in', 'send_back', 'submit'];

/** Refuses items that are no part of the report. */
async function refuseForeign(trx: Trx, report: FoundReport, items: ReportItem[]): Promise<void> {
	if (items.length === 0) return;
	const { activities, kpis, money } = await duties(trx, report.planId, [report.organisationId]);
	const lines = await trx
		.selectFrom('budget_line')
		.where('element_id', 'in', money.size > 0 ? [...money] : ['0'])
		.select('id')
		.execute();
	const own = { activity: activities, kpi: kpis, line: new Set(lines.map(({ id }) => id)) };
	if (!items.every(({ kind, id }) => own[kind].has(id))) throw new Refused('items', 'no_such_item');
}

async function insertStep(
	trx: Trx,
	report: FoundReport,
	{ state, handedIn }: Standing,
	{ act, reason, items = [], actorId }: Step & { actorId: string }
): Promise<string> {
	const { id } = await trx
		.insertInto('report_transition')
		.values({
			...{ report_id: report.id, state, act, reason: reason ?? null, by_user: actorId },
			// after the plan is locked, so that a later step is a later moment too
			occurred_at: sql<Date>`clock_timestamp()`,
			handed_in: handedIn ? true : null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	if (items.length > 0)
		await trx
			.insertInto('report_return_item')
			.values(
				items.map(({ kind, id: item, reason: why }) => ({
					transition_id: id,
					element_id: kind === 'activity' ? item : null,
					kpi_id: kind === 'kpi' ? item : null,
					budget_line_id: kind === 'line' ? item : null,
					reason: why
				}))
			)
			.execute();
	return id;
}

/** Tells the ministry of what the ICT office did with its report, and the office that one is in. */
async function tell(
	trx: Trx,
	report: FoundReport,
	{ act, id, reason }: { act: ReportAct; id: string; reason: string | null }
): Promise<void> {
	const about = { planId: report.planId, periodId: report.periodId, reportId: report.id };
	const ministry = { organisationIds: [report.organisationId] };
	if (act === 'submit')
		await notify(trx, {
			...{ kind: 'submitted', reason: `submitted:${id}`, ...about },
			to: { planners: true }
		});
	if (act === 'approve')
		await notify(trx, { kind: 'approved', reason: `approved:${id}`, ...about, to: ministry });
	if (act === 'return')
		await notify(trx, {
			...{ kind: 'returned', reason: `returned:${id}`, ...about, to: ministry },
			words: reason === null ? {} : { reason }
		});
}

/**
 * Leads a report on by one act; the id of its step is returned.
 *
 * @throws NotFound for another's; Conflict where somebody acted since the page was read; Refused where
 *   its standing does not let the act be, its period is closed, or an item is no part of it; NotAllowed
 */
async function take(
	db: Db,
	actor: Actor,
	{ reportId, seen, request }: SentStep,
	step: Step,
	now: Date
): Promise<string> {
	const { act, reason = null, items = [] } = step;
	const may = rightTo(act, await isApprovedInside(db, reportId));
	if (may === null) throw new Refused('', 'report_elsewhere');
	const isOwned = owned.includes(act);
	return write(db, actor, {
		may,
		...(isOwned && { owned: true }),
		form: { about: { kind: 'report', id: reportId }, seen },
		request,
		raises: 'reported',
		read: (trx) => lockReport(trx, reportId, now),
		write: async (trx, found, { actorId, onBehalf }) => {
			const to = after(act, found);
			if (to === null) throw new Refused('', 'report_elsewhere');
			if (isOwned && !found.open) throw new Refused('', 'report_closed');
			await refuseForeign(trx, found, items);
			const id = await insertStep(trx, found, to, { ...step, actorId });
			await tell(trx, found, { act, id, reason });
			const behalf = onBehalf ? { on_behalf_of: found.organisationId } : {};
			const { period, acronym } = found;
			const detail = { period, organisation: acronym, reason, ...(items.length > 0 && { items }) };
			return {
				result: id,
				entry: {
					action: `report_${steps[act]}`,
					subjectKind: 'report',
					subjectId: reportId,
					detail: { ...detail, step: id, ...behalf }
				}
			};
		}
	});
}

/** What the audit log calls the acts. */
const steps: Record<ReportAct, string> = {
	enter: 'begun',
	hand_in: 'handed_in',
	send_back: 'sent_back',
	submit: 'submitted',
	return: 'returned',
	approve: 'approved',
	publish: 'published'
};

/** Gives a report to whoever approves it inside the ministry. */
export const handIn = (db: Db, actor: Actor, sent: SentStep, now: Date): Promise<string> =>
	take(db, actor, sent, { act: 'hand_in' }, now);

/** Gives it back to who wrote it, with the reason. */
export const sendBack = (
	db: Db,
	actor: Actor,
	{ reason, ...sent }: SentStep & { reason: string },
	now: Date
): Promise<string> => take(db, actor, sent, { act: 'send_back', reason }, now);

/** Certifies a report and sends it to the ICT office. */
export const submit = (db: Db, actor: Actor, sent: SentStep, now: Date): Promise<string> =>
	take(db, actor, sent, { act: 'submit' }, now);

/** Returns a report, or some of its items, each with a reason; one that is published too, to be corrected. */
export const returnReport = (
	db: Db,
	actor: Actor,
	{ reason, items, ...sent }: SentStep & { reason: string; items: ReturnedItem[] },
	now: Date
): Promise<string> => take(db, actor, sent, { act: 'return', reason, items }, now);

export const approve = (db: Db, actor: Actor, sent: SentStep, now: Date): Promise<string> =>
	take(db, actor, sent, { act: 'approve' }, now);

/** An organisation's report of a period that is opened, made where there is none yet. */
export async function reportFor(
	db: Db,
	{ periodId, organisationId }: { periodId: string; organisationId: string }
): Promise<string> {
	const found = await db
		.selectFrom('report')
		.where('period_id', '=', periodId)
		.where('organisation_id', '=', organisationId)
		.select('id')
		.executeTakeFirst();
	if (!found) throw new NotFound();
	return found.id;
}
