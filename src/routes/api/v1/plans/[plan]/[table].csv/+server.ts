import { tableAnswer } from '#app/plan-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { headlineTable, planTables } from '#lib/server/open-data/tables.ts';
import { workTable } from '#lib/server/open-data/work-documents.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { table } = event.params;
		if (table === 'headline') return headlineTable(await figuresDocument(db, plan, scope));
		const make = Object.hasOwn(planTables, table) ? planTables[table] : undefined;
		if (make) return make(await figures(db, plan, scope));
		return await workTable(db, plan, scope, { name: table });
	});
