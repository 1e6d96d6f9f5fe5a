/** Obligations and disbursements to date, as ministries report them. */
import { sql, type Selectable } from 'kysely';
import { moneyText, parseMoney } from '#lib/domain/figures/money.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import {
	linesEntered,
	spendingProblems,
	type LineContext,
	type LineEntry,
	type SpendingEntry
} from '#lib/domain/entries/spending-entry.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { SpendingTable } from '../db/schema/budgets.ts';
import { NotFound } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { enter, seenAs, type InName, type Writing } from './entering.ts';
import { lockActivity } from './subjects.ts';
import { stillMay, writersOfMoney } from './writers.ts';

export interface SentLine extends LineEntry {
	/** Made by the form, one a line: the same one sent twice is stored once. */
	requestId: string;
}

export interface SentSpending extends SpendingEntry, InName {
	activityId: string;
	lines: SentLine[];
	/** The newest spending row of the activity's lines when the form was opened; null: there was none. */
	seen: string | null;
}

const amount = (text: string | null) => (text === null ? null : parseMoney(text));

/**
 * An activity's budget lines, each with what was reported of it: the latest version of each day.
 *
 * @param keep keeps the planner's changes of the lines waiting until the transaction ends
 */
export async function linesOf(db: Db | Trx, elementId: string, keep = false) {
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
			.$if(keep, (query) => query.forShare('line'))
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

/** The row of an activity's spending that came last, and who sent it: null where nobody is named. */
export function newestSpending(db: Db, elementId: string) {
	return db
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.leftJoin('user_account as person', 'person.id', 'spending.recorded_by')
		.where('line.element_id', '=', elementId)
		.select(['spending.id', 'person.name as recordedBy', 'spending.recorded_by as recorderId'])
		.orderBy('spending.id', 'desc')
		.limit(1)
		.executeTakeFirst();
}

const lock = lockActivity(writersOfMoney);

function stored(trx: Trx, activityId: string, requestIds: string[]) {
	return trx
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.where('line.element_id', '=', activityId)
		.where((eb) => {
			const newest = eb
				.selectFrom('spending as one')
				.innerJoin('budget_line as of', 'of.id', 'one.budget_line_id')
				.where('of.element_id', '=', activityId)
				.select((of) => of.fn.max('one.id').as('id'));
			const asked = sql<string>`any(${requestIds}::uuid[])`;
			return eb.or([eb('spending.id', '=', newest), eb('spending.request_id', '=', asked)]);
		})
		.selectAll('spending')
		.orderBy('spending.id')
		.execute();
}

function says(row: Selectable<SpendingTable>, { lines, asOf }: SentSpending): boolean {
	const line = lines.find(({ requestId }) => requestId === row.request_id);
	return (
		row.budget_line_id === line?.lineId &&
		row.as_of === asOf &&
		amount(row.obligation) === line.obligation &&
		amount(row.disbursement) === line.disbursement
	);
}

const textOf = (money: bigint | null) => (money === null ? null : moneyText(money));

/** Stores the lines' figures, all or none, where the person still enters the activity's money. */
async function insertLines(
	trx: Trx,
	lines: SentLine[],
	sent: SentSpending,
	as: Writing
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		insert into spending
			(budget_line_id, obligation, disbursement, request_id, report_id, as_of, recorded_by)
		select line.id, given.obligation, given.disbursement, given.request_id,
			${as.reportId}::bigint, ${sent.asOf}::date, ${as.actorId}::bigint
		from unnest(
			${lines.map(({ lineId }) => lineId)}::bigint[],
			${lines.map(({ obligation }) => textOf(obligation))}::numeric[],
			${lines.map(({ disbursement }) => textOf(disbursement))}::numeric[],
			${lines.map(({ requestId }) => requestId)}::uuid[]
		) with ordinality as given (line_id, obligation, disbursement, request_id, place)
		join budget_line line on line.id = given.line_id
		where line.element_id = ${sent.activityId} and ${stillMay(writersOfMoney(sent.activityId), as.asOneOf)}
		order by given.place
		on conflict (request_id) do nothing
		returning id
	`.execute(trx);
	if (rows.length < lines.length) throw new NotFound();
	return rows.map(({ id }) => id);
}

/** Appends the money to date of an activity's lines, all of them or none; see `enter`. */
export function reportSpending(
	db: Db,
	actor: Actor,
	sent: SentSpending,
	now: Date,
	batch?: Batch
): Promise<string> {
	const entered = new Set(linesEntered(sent).map(({ lineId }) => lineId));
	const lines = sent.lines.filter(({ lineId }) => entered.has(lineId));
	const requestIds = lines.map(({ requestId }) => requestId);
	return enter(
		db,
		actor,
		{
			action: 'spending_reported',
			about: { kind: 'element', id: sent.activityId },
			seen: sent.seen,
			requestIds,
			day: sent.asOf,
			dated: { field: 'as_of', mayBeEarlier: false },
			items: lines.map(({ lineId }) => ({ kind: 'line', id: lineId })),
			behalfOf: sent.behalfOf,
			read: async (trx) => {
				const activity = await lock(trx, sent.activityId, now);
				if (!activity) return undefined;
				const context = { ...activity, lines: await linesOf(trx, sent.activityId, true) };
				const rows = await stored(trx, sent.activityId, requestIds);
				return {
					...activity,
					rows: rows.map((row) => seenAs(row, says(row, sent))),
					problems: spendingProblems(sent, context)
				};
			},
			write: (trx, _activity, as) => insertLines(trx, lines, sent, as),
			rows: 'spending'
		},
		batch
	);
}
