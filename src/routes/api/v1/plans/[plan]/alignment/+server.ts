import { openAlignment } from '#app/asked/alignment.ts';
import { planAnswer } from '#app/plan-answer.ts';
import { linkedVersion } from '#lib/server/alignment/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { alignmentDocument } from '#lib/server/open-data/alignment.ts';
import { alignmentView } from '#lib/domain/alignment/seen.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	planAnswer(
		event,
		async (db, plan, scope) => {
			const known = await figures(db, plan, scope);
			const facts = await openAlignment(
				{ ...event.locals, db },
				{ plan, scope, ...known },
				event.url
			);
			return alignmentDocument(known, alignmentView(facts), scope);
		},
		undefined,
		linkedVersion
	);
