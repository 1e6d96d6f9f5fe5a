/** Obligations and disbursements to date, as ministries report them. */
import { sql, type Transaction } from 'kysely';
import { today as todayIn } from '#lib/domain/dates.ts';
import type { Problem } from '#lib/domain/entered.ts';
import { moneyText, parseMoney } from '#lib/domain/money.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import {
	linesEntered,
	spendingField,
	spendingProblems,
	type LineContext,
	type LineEntry,
	type SpendingContext,
	type SpendingEntry
} from '#lib/domain/spending-entry.ts';
import { append } from '../audit/entries.ts';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema.ts';
import { NotFound } from '../errors.ts';
import { raiseRevision } from '../plans/commands.ts';
import { Conflict, Invalid, refusing } from '../reporting/errors.ts';
import { takingReport } from '../reporting/reports.ts';
import { standing, writersOfMoney, type Standing } from '../reporting/writers.ts';

type Trx = Transaction<Database>;

export interface SentLine extends LineEntry {
	/** Made by the form, one a line: the same one sent twice is stored once. */
	requestId: string;
}

export interface SentSpending extends SpendingEntry {
	activityId: string;
	lines: SentLine[];
	/** The newest spending row of the activity's lines when the form was opened; null: there was none. */
	seen: string | null;
}

const amount = (text: string | null) => (text === null ? null : parseMoney(text));

/** An activity's budget lines, each with what was reported of it: the latest version of each day. */
export async function linesOf(db: Db | Trx, elementId: string) {
	const [lines, reported] = await Promise.all([
		db
			.selectFrom('budget_line as line')
			.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
			.where('line.element_id', '=', elementId)
			.select([
				'line.id',
				'line.appropriation',
				'line.allotment',
				'fund_source.title as fundSource'
			])
			.select('line.appropriation_year as year')
			.orderBy('line.appropriation_year')
			.orderBy('fund_source.code')
			.execute(),
		db
			.selectFrom('spending')
			.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
			.where('line.element_id', '=', elementId)
			.distinctOn(['spending.budget_line_id', 'spending.as_of'])
			.orderBy('spending.budget_line_id')
			.orderBy('spending.as_of')
			.orderBy('spending.id', 'desc')
			.select(['spending.budget_line_id as lineId', 'spending.as_of as asOf'])
			.select(['spending.obligation', 'spending.disbursement'])
			.execute()
	]);
	const byLine = Map.groupBy(reported, ({ lineId }) => lineId);
	return lines.map((line) => ({
		...line,
		appropriation: amount(line.appropriation),
		allotment: amount(line.allotment),
		reported: (byLine.get(line.id) ?? []).map((row) => ({
			asOf: row.asOf,
			obligation: parseMoney(row.obligation) ?? 0n,
			disbursement: parseMoney(row.disbursement) ?? 0n
		}))
	})) satisfies LineContext[];
}

/** The row of an activity's spending that came last, or null. */
export async function newestSpending(db: Db | Trx, elementId: string): Promise<string | null> {
	const row = await db
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.where('line.element_id', '=', elementId)
		.select('spending.id')
		.orderBy('spending.id', 'desc')
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Reads what spending is held against, and keeps other reports of the same activity's money waiting. */
async function lockSubject(
	trx: Trx,
	activityId: string,
	now: Date
): Promise<{ planId: string; context: SpendingContext }> {
	const row = await trx
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('element.id', '=', activityId)
		.where('element.kind', '=', 'activity')
		.where('element.retired_at', 'is', null)
		.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end'])
		.forNoKeyUpdate('element')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return {
		planId: row.id,
		context: {
			today: todayIn(row.time_zone, now),
			periodStart: row.period_start,
			periodEnd: row.period_end,
			lines: await linesOf(trx, activityId)
		}
	};
}

/** The last row that the same form stored before; throws {@link Conflict} where it said something else. */
async function storedBefore(
	trx: Trx,
	lines: SentLine[],
	asOf: string | null
): Promise<string | undefined> {
	if (lines.length === 0) return undefined;
	const ids = lines.map(({ requestId }) => requestId);
	const rows = await trx
		.selectFrom('spending')
		.where('request_id', 'in', ids)
		.select(['id', 'request_id', 'budget_line_id', 'as_of', 'obligation', 'disbursement'])
		.orderBy('id')
		.execute();
	if (rows.length === 0) return undefined;
	const stored = new Map(rows.map((row) => [row.request_id, row]));
	const same = lines.every((line) => {
		const row = stored.get(line.requestId);
		return (
			row?.budget_line_id === line.lineId &&
			row.as_of === asOf &&
			amount(row.obligation) === line.obligation &&
			amount(row.disbursement) === line.disbursement
		);
	});
	if (!same) throw new Conflict();
	return rows.at(-1)?.id;
}

/** What the database holds too, for one line. */
const heldByDatabase = (lineId: string): Record<string, Problem> => ({
	spending_disbursement_within_obligation: {
		field: spendingField('disbursement', lineId),
		problem: 'above_obligation'
	},
	spending_obligation_within_allotment: {
		field: spendingField('obligation', lineId),
		problem: 'above_allotment'
	}
});

const textOf = (money: bigint | null) => (money === null ? null : moneyText(money));

/** Stores one line's figures where the person still enters the activity's money, and returns its row. */
async function insertLine(
	trx: Trx,
	line: SentLine,
	sent: SentSpending,
	as: Standing,
	reportId: string | null
): Promise<string> {
	const row = await trx
		.insertInto('spending')
		.columns([
			'budget_line_id',
			'report_id',
			'as_of',
			'obligation',
			'disbursement',
			'recorded_by',
			'request_id'
		])
		.expression((eb) =>
			eb
				.selectFrom('budget_line')
				.where('budget_line.id', '=', line.lineId)
				.where('budget_line.element_id', '=', sent.activityId)
				.where(as.mayWrite)
				.select([
					'budget_line.id',
					sql`${reportId}::bigint`.as('report_id'),
					sql`${sent.asOf}::date`.as('as_of'),
					sql`${textOf(line.obligation)}::numeric`.as('obligation'),
					sql`${textOf(line.disbursement)}::numeric`.as('disbursement'),
					sql`${as.actorId}::bigint`.as('recorded_by'),
					sql`${line.requestId}::uuid`.as('request_id')
				])
		)
		.onConflict((conflict) => conflict.column('request_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return row.id;
}

/**
 * Appends the money to date of an activity's lines to the report at hand, all lines or none, and
 * returns the last row's id. Sent twice it is stored once. Throws {@link NotFound} for what is another's, {@link Conflict} where
 * somebody reported since the form was opened, {@link Invalid} where a rule is broken.
 */
export function reportSpending(
	db: Db,
	actor: Actor,
	sent: SentSpending,
	now: Date
): Promise<string> {
	return db.transaction().execute(async (trx) => {
		const as = await standing(trx, actor, writersOfMoney(sent.activityId));
		const { planId, context } = await lockSubject(trx, sent.activityId, now);
		const problems = spendingProblems(sent, context);
		const entered = new Set(linesEntered(sent).map(({ lineId }) => lineId));
		const lines = sent.lines.filter(({ lineId }) => entered.has(lineId));
		const before = await storedBefore(trx, lines, sent.asOf);
		if (before) return before;
		if ((await newestSpending(trx, sent.activityId)) !== sent.seen) throw new Conflict();
		if (problems.length > 0) throw new Invalid(problems);
		const reportId = await takingReport(trx, planId, as, context.today);
		const rows: string[] = [];
		for (const line of lines)
			rows.push(
				await refusing(heldByDatabase(line.lineId), () => insertLine(trx, line, sent, as, reportId))
			);
		await raiseRevision(trx, planId);
		await append(trx, {
			actorId: as.actorId,
			action: 'spending_reported',
			planId,
			subjectKind: 'element',
			subjectId: sent.activityId,
			detail: {
				spending: rows,
				report: reportId,
				...(as.onBehalf ? { on_behalf_of: as.organisationId } : {})
			}
		});
		return rows.at(-1)!;
	});
}
