/** The acts that lead a report from one state to another; see `domain/reporting/cycle.ts`. */
import { sql } from 'kysely';
import { after, rightTo, type ReportAct, type Standing } from '#lib/domain/reporting/cycle.ts';
import type { ReportItem, ReturnedItem } from '#lib/domain/reporting/items.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { raisePeriodRevision } from '../writing/revision.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write } from '../writing/write.ts';
import { notify } from '../notices/notify.ts';
import { lockReport, type FoundReport } from './locked-report.ts';
import { duties } from './queries.ts';

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
			// what it holds counts from now on
			if (act === 'submit') await raisePeriodRevision(trx, found.planId);
			await tell(trx, found, { act, id, reason });
			const behalf = onBehalf ? { on_behalf_of: found.organisationId } : {};
			const code = `${found.acronym} ${found.period}`;
			const detail = { code, reason, ...(items.length > 0 && { items }) };
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
