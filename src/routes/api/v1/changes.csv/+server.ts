import { answer, asFile, entityTag } from '#lib/server/open-data/answer.ts';
import { csv } from '#lib/server/open-data/csv.ts';
import { changesTable } from '#lib/server/open-data/reported-tables.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { latestChanges } from '#lib/server/plans/changes.ts';
import type { RequestHandler } from './$types';

/** More than the page shows, and still one page. */
const most = 100;

export const GET: RequestHandler = async ({ locals, request, url }) => {
	const tag = entityTag(['changes', await plans.revisions(locals.db)]);
	const make = async () => ({
		name: 'changes.csv',
		type: 'text/csv; charset=utf-8; header=present',
		text: csv(changesTable(await latestChanges(locals.db, most)), { source: url.href })
	});
	return answer(request, tag, make, { write: asFile });
};
