/** Reporting periods are opened, closed and opened again; reports are dated and extended. */
import { sql } from 'kysely';
import { ownDueField } from '#lib/domain/entries/own-due-day.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { NoticeWords } from '#lib/domain/reporting/notices.ts';
import type { Frequency } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { lastStep } from '../facts/report-standing.ts';
import { notify } from '../notices/notify.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { raisePeriodRevision } from '../writing/revision.ts';
import { ofPlan, reportingNamed, type PeriodStanding } from './queries.ts';

export interface SentPeriod {
	frequency: Frequency;
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
	dueOn: IsoDate;
}

/** With the days on which some organisations' reports are due instead, by their ids. */
export interface SentOpening extends SentPeriod {
	ownDueOn?: ReadonlyMap<string, IsoDate>;
}

const conducting = { may: 'conduct_periods', raises: 'reported', kind: 'period' } as const;

async function step(
	trx: Trx,
	periodId: string,
	{
		step,
		reason,
		actor
	}: { step: 'opened' | 'closed' | 'reopened'; reason: string | null; actor: Actor }
): Promise<void> {
	await trx
		.insertInto('period_step')
		.values({
			...{ period_id: periodId, step, reason },
			by_user: actor.kind === 'user' ? actor.id : null
		})
		.execute();
}

function refuseMeeting(sent: SentPeriod, opened: readonly PeriodStanding[]): void {
	if (sent.endsOn < sent.startsOn) throw new Refused('ends_on', 'dates_reversed');
	if (sent.dueOn < sent.endsOn) throw new Refused('due_on', 'due_before_end', { day: sent.endsOn });
	for (const one of opened) {
		if (one.label === sent.label) throw new Refused('label', 'period_exists');
		const meets = one.startsOn <= sent.endsOn && sent.startsOn <= one.endsOn;
		// a day is of one period: what is entered of it stands in one report
		if (meets) throw new Refused('starts_on', 'period_overlaps');
	}
}

/** The organisations that get a report, each with its own due day; null: that of the period. */
async function reportsToMake(
	trx: Trx,
	planId: string,
	{ dueOn, endsOn, ownDueOn = new Map<string, IsoDate>() }: SentOpening
) {
	for (const [id, day] of ownDueOn)
		if (day < endsOn) throw new Refused(ownDueField(id), 'due_before_end', { day: endsOn });
	const organisations = await reportingNamed(trx, planId);
	return organisations.map(({ id, acronym }) => {
		const own = ownDueOn.get(id) ?? dueOn;
		return { id, acronym, dueOn: own === dueOn ? null : own };
	});
}

/** Tells each organisation on which day its report is due. */
async function tellOpened(
	trx: Trx,
	{ id, planId, dueOn }: { id: string; planId: string; dueOn: IsoDate },
	reports: Awaited<ReturnType<typeof reportsToMake>>
): Promise<void> {
	for (const [day, of] of Map.groupBy(reports, (report) => report.dueOn ?? dueOn))
		await notify(trx, {
			...{ kind: 'period_opened', reason: `period_opened:${id}` },
			...{ planId, periodId: id, words: { dueOn: day } },
			to: { organisationIds: of.map((report) => report.id) }
		});
}

/**
 * Opens a period, with a report for each organisation that has something to report; its id is returned.
 *
 * @throws Refused beside the field; NotAllowed
 */
export function open(db: Db, actor: Actor, plan: EditedPlan, sent: SentOpening): Promise<string> {
	const { ownDueOn: _, ...period } = sent;
	return edit(db, actor, plan, {
		...conducting,
		action: 'period_opened',
		reason: null,
		read: async (trx) => {
			await trx
				.selectFrom('plan')
				.where('id', '=', plan.id)
				.select('id')
				.forNoKeyUpdate()
				.execute();
			refuseMeeting(sent, await ofPlan(trx, plan.id));
			const reports = await reportsToMake(trx, plan.id, sent);
			const own = reports.flatMap((one) => (one.dueOn ? `${one.acronym} ${one.dueOn}` : []));
			const ownDue = { own_due_on: own.length > 0 ? own : null };
			return { reports, code: sent.label, changes: changes({}, { ...period, ...ownDue }) };
		},
		write: async (trx, { reports }) => {
			const { id } = await trx
				.insertInto('reporting_period')
				.values({
					...{ plan_id: plan.id, frequency: sent.frequency, label: sent.label },
					...{ starts_on: sent.startsOn, ends_on: sent.endsOn, due_on: sent.dueOn }
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			await step(trx, id, { step: 'opened', reason: null, actor });
			if (reports.length > 0)
				await trx
					.insertInto('report')
					.values(
						reports.map((one) => ({
							...{ period_id: id, organisation_id: one.id, due_on: one.dueOn }
						}))
					)
					.execute();
			await raisePeriodRevision(trx, plan.id);
			await tellOpened(trx, { id, planId: plan.id, dueOn: sent.dueOn }, reports);
			return { result: id, id };
		}
	});
}

/** A period as it stands, locked; undefined: the plan has none such. */
export async function lockPeriod(trx: Trx, planId: string, id: string) {
	const locked = await trx
		.selectFrom('reporting_period')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.select('id')
		.forNoKeyUpdate()
		.executeTakeFirst();
	return locked && (await ofPlan(trx, planId)).find((one) => one.id === id);
}

/** Closes a period: nothing is entered for it any more, but by an extension. */
export function close(db: Db, actor: Actor, plan: EditedPlan, periodId: string): Promise<void> {
	return edit(db, actor, plan, {
		...conducting,
		...{ action: 'period_closed', id: periodId, reason: null },
		read: async (trx) => {
			const period = await lockPeriod(trx, plan.id, periodId);
			if (period?.closed) throw new Refused('', 'period_closed_already');
			return (
				period && { code: period.label, changes: changes({ closed: false }, { closed: true }) }
			);
		},
		write: async (trx) => {
			await step(trx, periodId, { step: 'closed', reason: null, actor });
			await raisePeriodRevision(trx, plan.id);
			return { result: undefined };
		}
	});
}

/** Opens a closed period again, for all. */
export function reopen(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ periodId, reason }: { periodId: string; reason: string }
): Promise<void> {
	return edit(db, actor, plan, {
		...conducting,
		...{ action: 'period_reopened', id: periodId, reason },
		read: async (trx) => {
			const period = await lockPeriod(trx, plan.id, periodId);
			if (period && !period.closed) throw new Refused('', 'period_open_already');
			return (
				period && { code: period.label, changes: changes({ closed: true }, { closed: false }) }
			);
		},
		write: async (trx) => {
			await step(trx, periodId, { step: 'reopened', reason, actor });
			await raisePeriodRevision(trx, plan.id);
			return { result: undefined };
		}
	});
}

interface DatedReport {
	id: string;
	periodId: string;
	organisationId: string;
	label: string;
	acronym: string;
	endsOn: IsoDate;
	dueOn: IsoDate;
	periodDueOn: IsoDate;
	/** Whether figures of its period are. */
	published: boolean;
}

async function lockReport(trx: Trx, planId: string, id: string): Promise<DatedReport | undefined> {
	return await trx
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('report.id', '=', id)
		.where('period.plan_id', '=', planId)
		.select(['report.id', 'period.label', 'organisation.acronym'])
		.select(['report.period_id as periodId', 'report.organisation_id as organisationId'])
		.select(['period.ends_on as endsOn', 'period.due_on as periodDueOn'])
		.select(sql<IsoDate>`coalesce(report.due_on, period.due_on)`.as('dueOn'))
		.select(
			sql<boolean>`exists (select from snapshot where period_id = report.period_id)`.as('published')
		)
		.forNoKeyUpdate('report')
		.executeTakeFirst();
}

/** Whoever still owes a report of a period that is due on the period's day. */
async function owingOnPeriodDay(trx: Trx, periodId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('report')
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('report.period_id', '=', periodId)
		.where('report.due_on', 'is', null)
		.where((eb) => eb.or([eb('last.state', 'is', null), eb('last.state', 'in', owedIn)]))
		.select('report.organisation_id as organisationId')
		.execute();
	return rows.map(({ organisationId }) => organisationId);
}

/** In these states a report is still to come. */
const owedIn = ['not_submitted', 'draft', 'returned'] as const;

/**
 * Moves the day on which the reports of a whole period are due; one that has a day of its own keeps it.
 * False: it was that day already, and nothing is written.
 *
 * @throws Refused where the period is closed or published, or had not ended by then; NotAllowed
 */
export function movePeriodDue(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ periodId, dueOn, reason }: { periodId: string; dueOn: IsoDate; reason: string }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...conducting,
		...{ action: 'period_due_moved', id: periodId, reason, unchanged: false },
		read: async (trx) => {
			const period = await lockPeriod(trx, plan.id, periodId);
			if (!period) return undefined;
			// what was published stands by the day on which its reports were due
			if (period.published) throw new Refused('due_on', 'due_of_published');
			if (period.closed) throw new Refused('due_on', 'due_of_closed');
			if (dueOn < period.endsOn)
				throw new Refused('due_on', 'due_before_end', { day: period.endsOn });
			const moved = changes({ due_on: period.dueOn }, { due_on: dueOn });
			return { period, code: period.label, changes: moved };
		},
		write: async (trx, { period }) => {
			const told = await owingOnPeriodDay(trx, periodId);
			await trx
				.updateTable('reporting_period')
				.set({ due_on: dueOn })
				.where('id', '=', periodId)
				.execute();
			// a day of its own that is everybody's now is none
			await trx
				.updateTable('report')
				.set({ due_on: null })
				.where('period_id', '=', periodId)
				.where('due_on', '=', dueOn)
				.execute();
			await raisePeriodRevision(trx, plan.id);
			await tellMoved(trx, {
				...{ planId: plan.id, periodId, organisationIds: told },
				words: { from: period.dueOn, dueOn, reason }
			});
			return { result: true };
		}
	});
}

/** Tells organisations that their reports are due on another day; each move once. */
async function tellMoved(
	trx: Trx,
	moved: { planId: string; periodId: string; organisationIds: string[]; words: NoticeWords }
): Promise<void> {
	const { planId, periodId, organisationIds, words } = moved;
	const { revision } = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select('revision')
		.executeTakeFirstOrThrow();
	await notify(trx, {
		...{ kind: 'due_moved', reason: `due_moved:${periodId}:${revision}`, planId, periodId },
		...{ words, to: { organisationIds } }
	});
}

/**
 * Gives a report a due day of its own, and tells its organisation. False: it was that day already, and
 * nothing is written.
 *
 * @throws Refused where the period had not ended by then; NotAllowed
 */
export function moveDue(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ reportId, dueOn }: { reportId: string; dueOn: IsoDate }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...conducting,
		...{ action: 'report_due_moved', kind: 'report', id: reportId, reason: null },
		unchanged: false,
		read: async (trx) => {
			const report = await lockReport(trx, plan.id, reportId);
			if (!report) return undefined;
			// how late it is was published with the figures
			if (report.published) throw new Refused('due_on', 'due_of_published');
			if (dueOn < report.endsOn)
				throw new Refused('due_on', 'due_before_end', { day: report.endsOn });
			const code = `${report.acronym} ${report.label}`;
			return { report, code, changes: changes({ due_on: report.dueOn }, { due_on: dueOn }) };
		},
		write: async (trx, { report }) => {
			await trx
				.updateTable('report')
				.set({ due_on: dueOn === report.periodDueOn ? null : dueOn })
				.where('id', '=', reportId)
				.execute();
			await tellMoved(trx, {
				...{ planId: plan.id, periodId: report.periodId },
				organisationIds: [report.organisationId],
				words: { from: report.dueOn, dueOn }
			});
			return { result: true };
		}
	});
}

/** Lets a report be entered until a day though its period is closed. */
export function extend(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{
		reportId,
		until,
		reason,
		today
	}: { reportId: string; until: IsoDate; reason: string; today: IsoDate }
): Promise<void> {
	return edit(db, actor, plan, {
		...conducting,
		...{ action: 'report_extended', kind: 'report', id: reportId, reason },
		read: async (trx) => {
			const report = await lockReport(trx, plan.id, reportId);
			if (!report) return undefined;
			if (until < today) throw new Refused('until', 'extension_past');
			const code = `${report.acronym} ${report.label}`;
			return { report, code, changes: changes({ until: null }, { until }) };
		},
		write: async (trx, { report }) => {
			const { id } = await trx
				.insertInto('report_extension')
				.values({
					...{ report_id: reportId, until, reason },
					by_user: actor.kind === 'user' ? actor.id : null
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			await notify(trx, {
				...{ kind: 'extended', reason: `extended:${id}`, planId: plan.id, reportId },
				...{ periodId: report.periodId, words: { until, reason } },
				to: { organisationIds: [report.organisationId] }
			});
			return { result: undefined };
		}
	});
}
