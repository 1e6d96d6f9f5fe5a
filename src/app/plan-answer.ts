/** What every address of one plan's open data does first: finds the scope, and whether the asker is up to date. */
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { answer, planTag, problem } from '#lib/server/open-data/answer.ts';
import { BadDay, scopeOf } from './scope.ts';

/** What a route has in hand. */
export interface Asked {
	locals: { db: Db; plan: PlanRow | null; now: Date };
	request: Request;
	url: URL;
}

/** The scope that an address asks for; null where it names a day that cannot be. */
async function scopeAsked({ url, locals }: Asked, plan: PlanRow): Promise<Scope | null> {
	try {
		return await scopeOf(locals, plan, url);
	} catch (cause) {
		if (cause instanceof BadDay) return null;
		throw cause;
	}
}

/**
 * Answers with a document of one plan in a scope, made only where the asker does not hold it.
 *
 * @param make undefined where the plan has no such figure
 */
export async function planAnswer(
	asked: Asked,
	make: (db: Db, plan: PlanRow, scope: Scope) => Promise<object | undefined>
): Promise<Response> {
	const { db, plan } = asked.locals;
	if (!plan) return problem('not_found');
	const scope = await scopeAsked(asked, plan);
	if (!scope) return problem('bad_as_of');
	return answer(asked.request, planTag(plan, scope), () => make(db, plan, scope));
}
