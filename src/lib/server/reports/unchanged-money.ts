/**
 * Budget lines of which nothing more was obligated or disbursed are confirmed at once: of each activity
 * the lines that stay ticked, as one entry by the command of its form.
 */
import type { LineContext, ReportedSpending } from '#lib/domain/entries/spending-entry.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { BudgetLineRecord, ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { linesOf, newestSpending, reportSpending } from './spending.ts';
import type { MoneyTask, Tasks } from './tasks.ts';
import { outcomeOf, type Confirmed } from './unchanged.ts';

/** An activity of whose lines the report still waits for some that something was said of before. */
export interface UnchangedMoney {
	element: ElementRecord;
	/** The newest spending row of all its lines. */
	seen: string;
	lines: { line: BudgetLineRecord; last: ReportedSpending }[];
}

/** What was said last of each line, of a day or an earlier one. */
const saidBy = (lines: readonly LineContext[], day: IsoDate) =>
	new Map(
		lines.flatMap(({ id, reported }) => {
			const last = reported.findLast(({ asOf }) => asOf <= day);
			return last ? [[id, last] as const] : [];
		})
	);

async function awaitedOf(
	db: Db,
	{ element, lines }: MoneyTask,
	day: IsoDate
): Promise<UnchangedMoney | undefined> {
	const awaited = lines.filter(({ state }) => state === 'awaited');
	if (awaited.length === 0) return undefined;
	const said = saidBy(await linesOf(db, element.id), day);
	const newest = await newestSpending(db, element.id);
	const found = awaited.flatMap(({ line }) => {
		const last = said.get(line.id);
		return last ? [{ line, last }] : [];
	});
	return newest && found.length > 0 ? { element, seen: newest.id, lines: found } : undefined;
}

/** What the open report waits for and something was said of before, in the plan's order. */
export async function moneyToConfirm(
	db: Db,
	{ report, money }: Pick<Tasks, 'report' | 'money'>,
	today: IsoDate
): Promise<UnchangedMoney[]> {
	if (!report?.open) return [];
	const day = dayToReport(report, today);
	const found: UnchangedMoney[] = [];
	// one after the other: a long list must not take every connection of the pool
	for (const task of money) {
		const one = await awaitedOf(db, task, day);
		if (one) found.push(one);
	}
	return found;
}

/** The ticked lines of one activity, as they were sent. */
export interface SentMoney {
	activityId: string;
	/** The newest spending row of its lines when the list was read. */
	seen: string;
	lines: { lineId: string; requestId: string }[];
}

interface Confirming {
	sent: readonly SentMoney[];
	/** Of which the list spoke. */
	day: IsoDate | null;
	tasks: Pick<Tasks, 'report'>;
	today: IsoDate;
	/** Whose report it is, where the planner confirms on its behalf. */
	behalfOf?: string;
}

const outcomes = ['stored', 'changed', 'unfit'] as const satisfies (keyof Confirmed)[];

const idsOf = (lines: readonly { lineId: string }[]) => lines.map(({ lineId }) => lineId);

async function confirm(
	db: Db,
	actor: Actor,
	{ activityId, seen, lines: ticked }: SentMoney,
	{ day, now, behalfOf }: { day: IsoDate; now: Date; behalfOf: string | undefined }
): Promise<Confirmed> {
	const said = saidBy(await linesOf(db, activityId), day);
	const lines = ticked.flatMap(({ lineId, requestId }) => {
		const last = said.get(lineId);
		if (!last) return [];
		return [{ lineId, requestId, obligation: last.obligation, disbursement: last.disbursement }];
	});
	const gone = idsOf(ticked).filter((id) => !said.has(id));
	const done: Confirmed = { stored: [], changed: gone, unfit: [] };
	if (lines.length === 0) return done;
	const sent = { activityId, asOf: day, lines, seen, behalfOf };
	// one entry: all of its lines alike
	done[await outcomeOf(reportSpending(db, actor, sent, now))].push(...idsOf(lines));
	return done;
}

/**
 * Says of budget lines that nothing changed, as the forms of their activities would: what became of each
 * is returned by its id. The same list sent twice is stored once.
 */
export async function confirmMoney(
	db: Db,
	actor: Actor,
	{ sent, today, tasks, behalfOf, ...list }: Confirming,
	now: Date
): Promise<Confirmed> {
	const day = dayToReport(tasks.report, today);
	const done: Confirmed = { stored: [], changed: [], unfit: [] };
	// the report was sent meanwhile, or another one is at hand: what was meant for it goes nowhere else
	if (!tasks.report?.open || day !== list.day)
		return { ...done, changed: sent.flatMap(({ lines }) => idsOf(lines)) };
	for (const one of sent) {
		const of = await confirm(db, actor, one, { day, now, behalfOf });
		for (const name of outcomes) done[name].push(...of[name]);
	}
	return done;
}
