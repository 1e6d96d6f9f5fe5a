/** Reports in which nothing looks wrong are approved together: each by its own step. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import type { PeriodReport } from '../periods/queries.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import type { ReviewedItem } from './review.ts';
import { approve, type SentStep } from './steps.ts';

type Standing = Pick<PeriodReport, 'id' | 'state'>;

/**
 * Submitted reports in which nothing looks wrong. One without any entry is none of these: that a
 * ministry had nothing to say is worth a look.
 */
export function cleanReports<Report extends Standing>(
	reports: readonly Report[],
	items: readonly ReviewedItem[]
): Report[] {
	const byReport = Map.groupBy(items, ({ reportId }) => reportId);
	return reports.filter(({ id, state }) => {
		const entered = byReport.get(id) ?? [];
		const isClean = entered.every(({ warnings }) => warnings.length === 0);
		return state === 'submitted' && entered.length > 0 && isClean;
	});
}

export interface ApprovedClean {
	/** The ids of the reports. */
	approved: string[];
	/** Those that changed since the page was read, or in which something looks wrong by now. */
	leftOut: string[];
}

/** Whether a report is approved now: by this step, or by this person's same one that came before. */
async function isApproved(db: Db, actor: Actor, sent: SentStep, now: Date, before?: PeriodReport) {
	const isOwn = actor.kind === 'user' && before?.lastBy === actor.id;
	if (before?.state === 'approved' && isOwn) return true;
	try {
		await approve(db, actor, sent, now);
		return true;
	} catch (cause) {
		if (cause instanceof Conflict || cause instanceof Refused) return false;
		throw cause;
	}
}

/**
 * Approves those of the reports that are still as they were when the page was read, and clean; the
 * others are left out, whatever became of them.
 *
 * @param reports of the period, as they stand now
 * @param items of those that are submitted, as they look now
 * @throws NotAllowed
 */
export async function approveClean(
	db: Db,
	actor: Actor,
	{
		sent,
		reports,
		items
	}: {
		sent: readonly SentStep[];
		reports: readonly PeriodReport[];
		items: readonly ReviewedItem[];
	},
	now: Date
): Promise<ApprovedClean> {
	const done: ApprovedClean = { approved: [], leftOut: [] };
	const standing = new Map(reports.map((report) => [report.id, report]));
	const clean = new Set(cleanReports(reports, items).map(({ id }) => id));
	for (const step of sent) {
		const report = standing.get(step.reportId);
		// what is submitted and looks wrong by now is asked of nobody
		const looksWrong = report?.state === 'submitted' && !clean.has(report.id);
		const approved = !looksWrong && (await isApproved(db, actor, step, now, report));
		done[approved ? 'approved' : 'leftOut'].push(step.reportId);
	}
	return done;
}
