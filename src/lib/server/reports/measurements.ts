import { sql, type Selectable } from 'kysely';
import { completed, type EnteredCell } from '#lib/domain/entries/cell-entry.ts';
import type { EnteredKpi } from '#lib/domain/entries/measured-value.ts';
import {
	measurementProblems,
	type MeasurementEntry
} from '#lib/domain/entries/measurement-entry.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { CellRecord } from '#lib/domain/records/disaggregation.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { KpiTable, MeasurementTable } from '../db/schema/kpis.ts';
import { statement } from '../db/statement.ts';
import { cellsOfMeasurement } from '../facts/measured-cells.ts';
import type { Batch } from '../writing/write.ts';
import { enter, seenAs, type InName, type Subject, type Writing } from './entering.ts';
import { subjectOf } from './subjects.ts';
import { listOf, stillMay, writersOfKpi } from './writers.ts';

export interface SentMeasurement extends MeasurementEntry, InName {
	kpiId: string;
	requestId: string;
	/** The KPI's newest measurement when the form was opened; null: there was none. */
	seen: string | null;
}

interface Measured extends Subject {
	kpi: EnteredKpi;
}

const lock = statement((db, given: { kpiId: string }) =>
	db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('kpi.id', '=', given.kpiId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.where('plan.draft', '=', false)
		.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end'])
		.select(['kpi.code', 'kpi.over_time', 'kpi.over_organisations'])
		.select(['kpi.unit', 'kpi.unit_kind', 'kpi.unit_low', 'kpi.unit_high', 'kpi.baseline_value'])
		.select(['kpi.measured_until', 'kpi.disaggregation'])
		.select((eb) => [
			sql<{ value: string; dueOn: string }[]>`(
				select coalesce(json_agg(json_build_object('value', value::text, 'dueOn', due_on)), '[]')
				from ${eb
					.selectFrom('kpi_target')
					.whereRef('kpi_target.kpi_id', '=', 'kpi.id')
					.select(['kpi_target.value', 'kpi_target.due_on'])} as target
			)`.as('targets')
		])
		.select(listOf(writersOfKpi(given.kpiId)).as('writers'))
		.forNoKeyUpdate('kpi')
);

const unitOf = (
	row: Pick<Selectable<KpiTable>, 'unit' | 'unit_kind' | 'unit_low' | 'unit_high'>
) => ({
	kind: row.unit_kind,
	label: row.unit,
	low: number(row.unit_low),
	high: number(row.unit_high)
});

async function locked(trx: Trx, kpiId: string, now: Date): Promise<Measured | undefined> {
	const [row] = await lock(trx, { kpiId });
	if (!row) return undefined;
	const { over_time: overTime, over_organisations: overOrganisations } = row;
	const path = {
		baselineValue: number(row.baseline_value),
		measuredUntil: row.measured_until,
		disaggregation: row.disaggregation,
		targets: row.targets.map(({ value, dueOn }) => ({ dueOn, value: Number(value) }))
	};
	const kpi = { unit: unitOf(row), overTime, overOrganisations, ...path };
	return { ...subjectOf(row, now), kpi };
}

function stored(trx: Trx, { kpiId, requestId }: SentMeasurement) {
	return trx
		.selectFrom('measurement')
		.where('kpi_id', '=', kpiId)
		.where((eb) => {
			const newest = eb
				.selectFrom('measurement')
				.where('kpi_id', '=', kpiId)
				.select((of) => of.fn.max('id').as('id'));
			return eb.or([eb('id', '=', newest), eb('request_id', '=', requestId)]);
		})
		.selectAll()
		.select(cellsOfMeasurement)
		.orderBy('id')
		.execute();
}

const number = (text: string | null) => (text === null ? null : Number(text));

/** Whether two lists of cells say the same, in any order. */
function saysCells(stored: readonly CellRecord[], sent: readonly EnteredCell[]): boolean {
	const byKey = new Map(stored.map((cell) => [cell.key, cell]));
	return (
		stored.length === sent.length &&
		sent.every(({ key, value, numerator, denominator }) => {
			const cell = byKey.get(key);
			return (
				cell?.value === value && cell.numerator === numerator && cell.denominator === denominator
			);
		})
	);
}

type StoredMeasurement = Selectable<MeasurementTable> & { cells: CellRecord[] };

const says = (row: StoredMeasurement, entry: MeasurementEntry): boolean =>
	Number(row.value) === entry.value &&
	number(row.numerator) === entry.numerator &&
	number(row.denominator) === entry.denominator &&
	saysCells(row.cells, entry.cells) &&
	row.measured_on === entry.measuredOn &&
	row.note === entry.note;

/**
 * Whose value it is. Where only one figure for the whole exists it belongs to no organisation, so
 * that a correction by another one replaces it and does not stand beside it.
 */
const measuredBy = ({ kpi }: Measured, { organisationId }: Writing): string | null =>
	kpi.overOrganisations === 'none' ? null : organisationId;

/** Stores the measurement where the person still measures the KPI: one statement asks and writes. */
async function insertMeasurement(
	trx: Trx,
	sent: SentMeasurement,
	measured: Measured,
	as: Writing
): Promise<string[]> {
	const rows = await trx
		.insertInto('measurement')
		.columns([
			'kpi_id',
			'organisation_id',
			'report_id',
			'measured_on',
			'value',
			'numerator',
			'denominator',
			'note',
			'recorded_by',
			'request_id'
		])
		.expression((eb) =>
			eb
				.selectFrom('kpi')
				.where('kpi.id', '=', sent.kpiId)
				.where(stillMay(writersOfKpi(sent.kpiId), as.asOneOf))
				.select([
					'kpi.id',
					sql`${measuredBy(measured, as)}::bigint`.as('organisation_id'),
					sql`${as.reportId}::bigint`.as('report_id'),
					sql`${sent.measuredOn}::date`.as('measured_on'),
					sql`${sent.value}::numeric`.as('value'),
					sql`${sent.numerator}::numeric`.as('numerator'),
					sql`${sent.denominator}::numeric`.as('denominator'),
					sql`${sent.note}::text`.as('note'),
					sql`${as.actorId}::bigint`.as('recorded_by'),
					sql`${sent.requestId}::uuid`.as('request_id')
				])
		)
		.onConflict((conflict) => conflict.column('request_id').doNothing())
		.returning('id')
		.execute();
	for (const { id } of rows) await insertCells(trx, id, sent.cells);
	return rows.map(({ id }) => id);
}

async function insertCells(trx: Trx, id: string, cells: readonly EnteredCell[]): Promise<void> {
	if (cells.length === 0) return;
	await trx
		.insertInto('measurement_cell')
		.values(
			cells.map(({ key, value, numerator, denominator }) => ({
				...{ measurement_id: id, cell: key, value, numerator, denominator }
			}))
		)
		.execute();
}

/** Appends a measurement of a KPI; see `enter`. */
export function measure(
	db: Db,
	actor: Actor,
	sent: SentMeasurement,
	now: Date,
	batch?: Batch
): Promise<string> {
	return enter(
		db,
		actor,
		{
			action: 'kpi_measured',
			about: { kind: 'kpi', id: sent.kpiId },
			seen: sent.seen,
			requestIds: [sent.requestId],
			day: sent.measuredOn,
			// what was measured before is often known late: it counts for its own day
			dated: { field: 'measured_on', mayBeEarlier: true },
			items: [{ kind: 'kpi', id: sent.kpiId }],
			behalfOf: sent.behalfOf,
			read: async (trx) => {
				const measured = await locked(trx, sent.kpiId, now);
				if (!measured) return undefined;
				const entry = completed(sent, measured.kpi);
				const rows = await stored(trx, sent);
				return {
					...measured,
					rows: rows.map((row) => seenAs(row, says(row, entry))),
					problems: measurementProblems(entry, measured)
				};
			},
			write: (trx, measured, as) =>
				insertMeasurement(trx, completed(sent, measured.kpi), measured, as),
			rows: 'measurement'
		},
		batch
	);
}
