/** Reminds of reports that fall due, or are late, while the application runs. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { daysBetween, today } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { reminderOn, type Reminder } from '#lib/domain/reporting/reminders.ts';
import type { Db, Trx } from '../db/connect.ts';
import { transact } from '../writing/write.ts';
import { notify } from './notify.ts';
import { outstanding, periodsDueNear, type OutstandingReport } from './outstanding.ts';

const startsAfterMilliseconds = 7_000;
const againAfterMilliseconds = 600_000;
/** Days from the due day within which reminders are owed at all; staggered due days lie around it. */
const nearDays = 60;

interface Owed {
	report: OutstandingReport;
	reminder: Reminder;
}

function owedOf(reports: OutstandingReport[], day: IsoDate): Owed[] {
	return reports.flatMap((report) => {
		const reminder = reminderOn(report, day);
		return reminder ? [{ report, reminder }] : [];
	});
}

/** Each reminder of a period once, with all organisations that share its due day. */
async function tellOwed(trx: Trx, planId: string, owed: Owed[], day: IsoDate): Promise<number> {
	const groups = Map.groupBy(owed, ({ report: { periodId, dueOn }, reminder: { kind, at } }) =>
		[periodId, dueOn, kind, at].join(' ')
	);
	let told = 0;
	for (const group of groups.values()) {
		const { report, reminder } = group[0]!;
		const { periodId, dueOn } = report;
		told += await notify(trx, {
			kind: reminder.kind,
			// of a due day that was moved they are told anew
			reason: `${reminder.kind}_${Math.abs(reminder.at)}:${periodId}:${dueOn}`,
			planId,
			periodId,
			words: { dueOn, daysLate: Math.max(0, daysBetween(dueOn, day)) },
			to: { organisationIds: group.map(({ report: one }) => one.organisationId) }
		});
	}
	return told;
}

async function remindInPlan(db: Db, planId: string, day: IsoDate): Promise<number> {
	const periods = await periodsDueNear(db, planId, day, nearDays);
	if (periods.length === 0) return 0;
	return await transact(db, async (trx) => {
		const mine = sql<{ mine: boolean }>`
			select pg_try_advisory_xact_lock(hashtext('remind'), hashtext(${planId})) as mine`;
		// another process is at it
		if (!(await mine.execute(trx)).rows[0]?.mine) return { result: 0, entries: [] };
		const ids = periods.map(({ id }) => id);
		const owed = owedOf(await outstanding(trx, ids), day);
		return { result: await tellOwed(trx, planId, owed, day), entries: [] };
	});
}

/** Makes the reminders that are owed now in all plans, and says how many people were told. */
export async function remind(db: Db, now: Date): Promise<number> {
	const plans = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.where((eb) =>
			eb.exists(
				eb.selectFrom('reporting_period as period').whereRef('period.plan_id', '=', 'plan.id')
			)
		)
		.select(['id', 'time_zone'])
		.execute();
	let told = 0;
	for (const { id, time_zone } of plans) told += await remindInPlan(db, id, today(time_zone, now));
	return told;
}

/** Does so after a start and every ten minutes, until the signal ends it. */
export async function keepReminding(db: Db, present: () => Date, end: AbortSignal): Promise<void> {
	let next = startsAfterMilliseconds;
	while (!end.aborted) {
		try {
			await wait(next, undefined, { signal: end, ref: false });
			await remind(db, present());
		} catch {
			// the end, or a database that is away: it is tried again
		}
		next = againAfterMilliseconds;
	}
}
