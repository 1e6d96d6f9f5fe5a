/** What was entered last of the items of a report, as the cells of a workbook would say it. */
import { sql, type Selectable } from 'kysely';
import { reachedField } from '#lib/domain/entries/activity-entry.ts';
import { cellField } from '#lib/domain/entries/cell-entry.ts';
import { reasonOf } from '#lib/domain/entries/declared-confidence.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { CellRecord } from '#lib/domain/records/disaggregation.ts';
import { notApplicable, type EnteredNow, type Values } from '#lib/domain/report-workbook/items.ts';
import type { Db } from '../../db/connect.ts';
import type { ActivityUpdateTable } from '../../db/schema/reports.ts';
import { cellsOfMeasurement } from '../../facts/measured-cells.ts';

/** Of several rows of one thing the last: by the day that it speaks of, or by its arrival. */
export type LastBy = 'day' | 'arrival';

export type EnteredById = ReadonlyMap<string, EnteredNow>;

const reasonSaid = (row: Selectable<ActivityUpdateTable>) =>
	reasonOf({
		declaredConfidence: row.declared_confidence,
		declaredReason: row.declared_reason,
		note: row.note
	}) ?? '';

const idsIn = (ids: readonly string[]) => sql<string>`any(${ids}::bigint[])`;
const decimal = (text: string | null) => (text === null ? '' : plainDecimal(text));

/** Of milestones too: their days stand in rows of their own. */
export async function lastUpdates(
	db: Db,
	elementIds: readonly string[],
	by: LastBy
): Promise<EnteredById> {
	const rows = await db
		.selectFrom('activity_update as row')
		.leftJoin('user_account as person', 'person.id', 'row.recorded_by')
		.where('row.element_id', '=', idsIn(elementIds))
		.distinctOn('row.element_id')
		.orderBy('row.element_id')
		.$if(by === 'day', (query) => query.orderBy('row.as_of', 'desc'))
		.orderBy('row.id', 'desc')
		.selectAll('row')
		.select(sql<string>`max(row.id) over (partition by row.element_id)`.as('newest'))
		.select('person.name as by')
		.execute();
	const reached = await reachedBy(db, elementIds);
	return new Map(
		rows.map((row) => [
			row.element_id,
			{
				seen: row.newest,
				by: row.by,
				values: {
					delivery: row.delivery,
					percent: decimal(row.physical_percent),
					as_of: row.as_of,
					actual_start: row.actual_start ?? '',
					actual_end: row.actual_end ?? '',
					slippage_cause: row.slippage_cause ?? '',
					recovery_on: row.recovery_on ?? '',
					declared_confidence: row.declared_confidence ?? '',
					declared_reason: reasonSaid(row),
					note: row.note ?? '',
					...Object.fromEntries(reached.get(row.element_id) ?? [])
				}
			}
		])
	);
}

/** The days of milestones, by activity. */
async function reachedBy(db: Db, elementIds: readonly string[]) {
	const rows = await db
		.selectFrom('milestone_reached as row')
		.innerJoin('milestone', 'milestone.id', 'row.milestone_id')
		.where('milestone.element_id', '=', idsIn(elementIds))
		.distinctOn('milestone.id')
		.orderBy('milestone.id')
		.orderBy('row.id', 'desc')
		.select(['milestone.id', 'milestone.element_id as elementId', 'row.reached_on as on'])
		.execute();
	const named = rows.map(({ id, elementId, on }) => ({ elementId, day: [reachedField(id), on] }));
	return new Map(
		[...Map.groupBy(named, ({ elementId }) => elementId)].map(([id, of]) => [
			id,
			of.map(({ day: [field, on] }) => [field, on ?? ''] as const)
		])
	);
}

/** A ratio is entered by its two counts, anything else by its value. */
function partValues(
	{ value, numerator, denominator }: Pick<CellRecord, 'value' | 'numerator' | 'denominator'>,
	at: (part: 'value' | 'numerator' | 'denominator') => string
): Values {
	const text = (number: number | null) => (number === null ? '' : plainDecimal(String(number)));
	return numerator === null || denominator === null
		? { [at('value')]: text(value) }
		: { [at('numerator')]: text(numerator), [at('denominator')]: text(denominator) };
}

function cellValues(cell: CellRecord, isRatio: boolean): Values {
	const at = (part: 'value' | 'numerator' | 'denominator') => cellField(cell.key, part);
	return cell.value === null
		? { [at(isRatio ? 'numerator' : 'value')]: notApplicable }
		: partValues(cell, at);
}

/** Each by its arrival. */
export async function lastMeasurements(db: Db, kpiIds: readonly string[]): Promise<EnteredById> {
	const rows = await db
		.selectFrom('measurement')
		.leftJoin('user_account as person', 'person.id', 'measurement.recorded_by')
		.where('measurement.kpi_id', '=', idsIn(kpiIds))
		.distinctOn('measurement.kpi_id')
		.orderBy('measurement.kpi_id')
		.orderBy('measurement.id', 'desc')
		.selectAll('measurement')
		.select(cellsOfMeasurement)
		.select('person.name as by')
		.execute();
	const number = (text: string | null) => (text === null ? null : Number(text));
	return new Map(
		rows.map((row) => {
			const { numerator, denominator } = row;
			const total = { numerator: number(numerator), denominator: number(denominator) };
			const isRatio = numerator !== null;
			const values = Object.assign(
				{ measured_on: row.measured_on, note: row.note ?? '' },
				partValues({ value: Number(row.value), ...total }, (part) => part),
				...row.cells.map((cell) => cellValues(cell, isRatio))
			) as Values;
			return [row.kpi_id, { seen: row.id, by: row.by, values }];
		})
	);
}

/** By budget line. */
export async function lastSpending(
	db: Db,
	lineIds: readonly string[],
	by: LastBy
): Promise<EnteredById> {
	const rows = await db
		.selectFrom('spending as row')
		.leftJoin('user_account as person', 'person.id', 'row.recorded_by')
		.where('row.budget_line_id', '=', idsIn(lineIds))
		.distinctOn('row.budget_line_id')
		.orderBy('row.budget_line_id')
		.$if(by === 'day', (query) => query.orderBy('row.as_of', 'desc'))
		.orderBy('row.id', 'desc')
		.select(['row.budget_line_id as lineId', 'row.as_of', 'row.obligation', 'row.disbursement'])
		.select(sql<string>`max(row.id) over (partition by row.budget_line_id)`.as('newest'))
		.select('person.name as by')
		.execute();
	return new Map(
		rows.map((row) => [
			row.lineId,
			{
				seen: row.newest,
				by: row.by,
				values: {
					obligation: decimal(row.obligation),
					disbursement: decimal(row.disbursement),
					as_of: row.as_of
				}
			}
		])
	);
}
