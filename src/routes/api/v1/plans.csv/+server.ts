import { daysOfAll } from '#app/plan-page.ts';
import { answer, asFile, entityTag } from '#lib/server/open-data/answer.ts';
import { csv } from '#lib/server/open-data/csv.ts';
import { portfolioTable } from '#lib/server/open-data/portfolio-table.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { summaries } from '#lib/server/portfolio/summaries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { locals, request, url } = event;
	const { asOf } = daysOfAll(event);
	const day = asOf ?? locals.now.toISOString().slice(0, 10);
	const tag = entityTag(['plans', await plans.revisions(locals.db), day]);
	return answer(
		request,
		tag,
		async () => {
			const table = portfolioTable(await summaries(locals.db, asOf, locals.now));
			return {
				name: `plans-${day}.csv`,
				type: 'text/csv; charset=utf-8; header=present',
				text: csv(table, { source: url.href })
			};
		},
		{ write: asFile }
	);
};
