import { tableAnswer } from '#app/plan-answer.ts';
import { ownerRecords } from '#lib/domain/commitments/owner-record.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { ownedTable } from '#lib/server/open-data/commitment-tables.ts';
import { moneyTable, reportsTable } from '#lib/server/open-data/part-tables.ts';
import { elementsTable } from '#lib/server/open-data/tables.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { organisationInPlan } from '#lib/views/organisation-page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const { organisation: slug, table } = event.params;
		const organisation = await organisations.find(db, slug);
		if (organisation === undefined) return undefined;
		const known = await figures(db, plan, scope);
		const { id, reportsThroughId } = organisation;
		const share = organisationInPlan(known.record, known.figures, id, reportsThroughId);
		const own = new Set(share.elements.map((element) => element.id));
		switch (table) {
			case 'elements':
				return elementsTable(known, `${slug}-elements`, (element) => own.has(element.id));
			case 'money':
				return moneyTable(share, `${slug}-money`);
			case 'reports':
				return reportsTable(slug, share.reports);
			case 'commitments':
				return ownedTable(known, slug, ownerRecords(known.record, scope).get(id));
			default:
				return undefined;
		}
	});
