/** Writes the demonstration's history: periods, reports, and what was reported. */
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { DemonstrationHistory, ReportedRow } from './bangsamoro-demo/rows.ts';
import { insertAll } from './insert-all.ts';
import type { WrittenPlan } from './write-plan.ts';

type Trx = Transaction<Database>;

/** The ids of all that the history refers to, by the seed's own names. */
export interface WrittenDemonstration extends WrittenPlan {
	organisations: Map<string, string>;
	kpis: Map<string, string>;
	/** By which parts a KPI is reported, by its code. */
	parts: Map<string, Disaggregation>;
	funds: Map<string, string>;
	/** By activity's code and position. */
	milestones: Map<string, string>;
}

/** Ids of the periods by label, and of the reports by period and organisation. */
export interface WrittenReports {
	periods: Map<string, string>;
	reports: Map<string, string>;
}

export async function writeHistory(
	trx: Trx,
	written: WrittenDemonstration,
	history: DemonstrationHistory
): Promise<WrittenReports> {
	const periods = await insertPeriods(trx, written, history);
	const reports = await insertReports(trx, { periods, ...written }, history);
	const reportOf = ({ period, organisation }: Pick<ReportedRow, 'period' | 'organisation'>) =>
		reports.get(`${period} ${organisation}`) ?? null;
	const budgetLines = await insertBudgetLines(trx, written, history);

	await insertAll(
		trx,
		'activity_update',
		history.updates.map((row) => ({
			element_id: written.elements.get(row.activity)!,
			report_id: reportOf(row),
			as_of: row.asOf,
			recorded_at: row.recordedAt,
			delivery: row.delivery,
			physical_percent: row.physicalPercent,
			actual_start: row.actualStart,
			actual_end: row.actualEnd,
			recovery_on: row.recoveryOn,
			slippage_cause: row.slippageCause,
			declared_confidence: row.declaredConfidence,
			declared_reason: row.declaredReason,
			note: row.note
		}))
	);
	await insertAll(
		trx,
		'milestone_reached',
		history.milestonesReached.map((row) => ({
			milestone_id: written.milestones.get(`${row.activity} ${row.position}`)!,
			report_id: reportOf(row),
			reached_on: row.reachedOn,
			recorded_at: row.recordedAt
		}))
	);
	await insertAll(
		trx,
		'measurement',
		history.measurements.map((row) => ({
			kpi_id: written.kpis.get(row.kpi)!,
			report_id: reportOf(row),
			measured_on: row.measuredOn,
			value: row.value,
			numerator: row.numerator,
			denominator: row.denominator,
			recorded_at: row.recordedAt
		}))
	);
	await insertCells(trx, written, history);
	await insertAll(
		trx,
		'spending',
		history.spending.map((row) => ({
			budget_line_id: budgetLines.get(lineKey(row))!,
			report_id: reportOf(row),
			as_of: row.asOf,
			obligation: row.obligation,
			disbursement: row.disbursement,
			recorded_at: row.recordedAt
		}))
	);
	return { periods, reports };
}

/** What the measurements say of their KPIs' parts. */
async function insertCells(
	trx: Trx,
	{ kpis, parts }: WrittenDemonstration,
	{ measurements }: DemonstrationHistory
): Promise<void> {
	for (const [code, { dimensions }] of parts) {
		const rows = await trx
			.selectFrom('measurement')
			.where('kpi_id', '=', kpis.get(code)!)
			.select(['id', 'measured_on', 'recorded_at'])
			.execute();
		const idOf = (dimension: string, term: string) =>
			dimensions.find(({ name }) => name === dimension)!.terms.find(({ name }) => name === term)!
				.id;
		const written = measurements
			.filter(({ kpi }) => kpi === code)
			.flatMap(({ measuredOn, recordedAt, cells = [] }) => {
				const row = rows.find(
					(one) => one.measured_on === measuredOn && +one.recorded_at === +new Date(recordedAt)
				)!;
				return cells.map(({ dimension, term, value }) => ({
					...{ measurement_id: row.id, cell: idOf(dimension, term), value }
				}));
			});
		await insertAll(trx, 'measurement_cell', written);
	}
}

/** Ids of the periods by label. */
async function insertPeriods(
	trx: Trx,
	{ planId }: WrittenDemonstration,
	{ periods }: DemonstrationHistory
): Promise<Map<string, string>> {
	const rows = await trx
		.insertInto('reporting_period')
		.values(
			periods.map((period) => ({
				plan_id: planId,
				frequency: period.frequency,
				label: period.label,
				starts_on: period.startsOn,
				ends_on: period.endsOn,
				due_on: period.dueOn
			}))
		)
		.returning(['id', 'label'])
		.execute();
	return new Map(rows.map(({ id, label }) => [label, id]));
}

/** Ids of the reports by period and organisation. */
async function insertReports(
	trx: Trx,
	{ periods, organisations }: Pick<WrittenReports, 'periods'> & WrittenDemonstration,
	history: DemonstrationHistory
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { period, organisation } of history.reports) {
		const { id } = await trx
			.insertInto('report')
			.values({
				period_id: periods.get(period)!,
				organisation_id: organisations.get(organisation)!
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(`${period} ${organisation}`, id);
	}
	return ids;
}

const lineKey = (line: { activity: string; fundSource: string; appropriationYear: number }) =>
	`${line.activity} ${line.fundSource} ${line.appropriationYear}`;

/** Ids of the budget lines by activity, fund source and year. */
async function insertBudgetLines(
	trx: Trx,
	written: WrittenDemonstration,
	{ budgetLines }: DemonstrationHistory
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const line of budgetLines) {
		const { id } = await trx
			.insertInto('budget_line')
			.values({
				element_id: written.elements.get(line.activity)!,
				fund_source_id: written.funds.get(line.fundSource)!,
				appropriation_year: line.appropriationYear,
				// all of it is appropriated, also of years to come
				cost: line.appropriation,
				appropriation: line.appropriation,
				allotment: line.allotment
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(lineKey(line), id);
	}
	return ids;
}
