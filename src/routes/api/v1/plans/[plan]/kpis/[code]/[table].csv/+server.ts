import { tableAnswer } from '#app/plan-answer.ts';
import type { KpiRecord } from '#lib/domain/records/records.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { CsvTable } from '#lib/server/open-data/csv.ts';
import { targetsTable } from '#lib/server/open-data/part-tables.ts';
import { cellsTable, measurementsTable } from '#lib/server/open-data/reported-tables.ts';
import type { RequestHandler } from './$types';

/** The tables of a KPI's page, by their names in addresses; organisations by id with their acronyms. */
const tables: Record<string, (kpi: KpiRecord, acronyms: Map<string, string>) => CsvTable> = {
	cells: cellsTable,
	measurements: measurementsTable,
	targets: targetsTable
};

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { code, table } = event.params;
		const { record } = await figures(db, plan, scope);
		const kpi = record.kpis.find((one) => one.code === code);
		const owners = record.elements.flatMap((element) => element.owners);
		const acronyms = new Map(
			owners.map(({ organisationId, acronym }) => [organisationId, acronym])
		);
		const make = Object.hasOwn(tables, table) ? tables[table] : undefined;
		return kpi && make?.(kpi, acronyms);
	});
