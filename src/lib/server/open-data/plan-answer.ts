/** What every address of one plan does first: finds the day, and whether the asker is up to date. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { asOf, BadAsOf } from '../facts/as-of.ts';
import type { PlanRow } from '../facts/plans.ts';
import { answer, planTag, problem } from './answer.ts';

/** What a route has in hand. */
export interface Asked {
	locals: { db: Db; plan: PlanRow | null; now: Date };
	request: Request;
	url: URL;
}

function dayOf({ url, locals }: Asked, plan: PlanRow): { asOf: IsoDate; today: IsoDate } | null {
	try {
		return asOf(url.searchParams.get('as_of'), plan.time_zone, locals.now);
	} catch (cause) {
		if (cause instanceof BadAsOf) return null;
		throw cause;
	}
}

/**
 * Answers with a document of one plan on a day, made only where the asker does not hold it.
 *
 * @param make undefined where the plan has no such figure
 */
export async function planAnswer(
	asked: Asked,
	make: (db: Db, plan: PlanRow, asOf: IsoDate, today: IsoDate) => Promise<object | undefined>
): Promise<Response> {
	const { db, plan } = asked.locals;
	if (!plan) return problem('not_found');
	const day = dayOf(asked, plan);
	if (!day) return problem('bad_as_of');
	return answer(asked.request, planTag(plan, day.asOf), () => make(db, plan, day.asOf, day.today));
}
