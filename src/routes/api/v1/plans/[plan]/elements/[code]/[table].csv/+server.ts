import { tableAnswer } from '#app/plan-answer.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord } from '#lib/domain/records/records.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { CsvTable } from '#lib/server/open-data/csv.ts';
import {
	budgetLinesTable,
	milestonesTable,
	moneyTable
} from '#lib/server/open-data/part-tables.ts';
import { elementsTable, kpisTable } from '#lib/server/open-data/tables.ts';
import { workTable } from '#lib/server/open-data/work-documents.ts';
import { elementPage } from '#lib/views/element-page.ts';
import type { RequestHandler } from './$types';

/** An activity's budget lines; of what is made of activities, the four stages over all of theirs. */
function money({ record, figures: made }: PlanWithFigures, element: ElementRecord): CsvTable {
	const name = `${element.code}-money`;
	const page = elementPage(record, made, element);
	if (element.kind !== 'activity') return moneyTable(page, name);
	return budgetLinesTable(name, page.budgetLines, new Map([[element.id, element.code]]));
}

/** The tables of an element's page, by their names in addresses. */
const tables: Record<string, (plan: PlanWithFigures, element: ElementRecord) => CsvTable> = {
	parts: (plan, { id, code }) =>
		elementsTable(plan, `${code}-parts`, ({ parentId }) => parentId === id),
	kpis: (plan, { id, code }) =>
		kpisTable(
			plan,
			`${code}-kpis`,
			plan.record.kpis.filter(({ elementId }) => elementId === id)
		),
	money,
	milestones: (_, element) => milestonesTable(element)
};

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { code, table } = event.params;
		const known = await figures(db, plan, scope);
		const element = known.record.elements.find((one) => one.code === code);
		const make = Object.hasOwn(tables, table) ? tables[table] : undefined;
		if (!element || make) return element && make?.(known, element);
		return await workTable(db, plan, scope, { name: table, element: code });
	});
