import { openAlignment } from '#app/asked/alignment.ts';
import { tableAnswer } from '#app/plan-answer.ts';
import { linkedVersion } from '#lib/server/alignment/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { alignmentTable } from '#lib/server/open-data/alignment.ts';
import { alignmentView } from '#lib/domain/alignment/seen.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(
		event,
		async (db, plan, scope) => {
			const own = { plan, scope, ...(await figures(db, plan, scope)) };
			return alignmentTable(
				alignmentView(await openAlignment({ ...event.locals, db }, own, event.url))
			);
		},
		linkedVersion
	);
