import { tableAnswer } from '#app/plan-answer.ts';
import * as decisions from '#lib/server/decisions/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { decisionsTable } from '#lib/server/open-data/part-tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	tableAnswer(event, async (db, plan, scope) => {
		const [{ record }, open, taken] = await Promise.all([
			figures(db, plan, scope),
			decisions.open(db, plan.id, scope.knownOn),
			decisions.takenLately(db, plan.id, scope.knownOn)
		]);
		const codes = new Map(record.elements.map(({ id, code }) => [id, code]));
		return decisionsTable([...open, ...taken], codes);
	});
