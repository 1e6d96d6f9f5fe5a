import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { measurementsTable } from '#lib/server/open-data/tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { record } = await figures(db, plan, scope);
		const kpi = record.kpis.find(({ code }) => code === event.params.code);
		const owners = record.elements.flatMap((element) => element.owners);
		const acronyms = new Map(
			owners.map(({ organisationId, acronym }) => [organisationId, acronym])
		);
		return kpi && measurementsTable(kpi, acronyms);
	});
