import { error } from '@sveltejs/kit';
import { asOf, BadAsOf } from '#lib/server/facts/as-of.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';

/** Whether what a plan leaves open is offered to be filled in. */
export const mayEdit = ({ actor }: App.Locals): boolean =>
	actor.kind === 'user' && actor.grants.some((grant) => grant.role === 'planner');

interface PlanRequest {
	locals: App.Locals;
	url: URL;
}

/** The plan that the address names, or 404. */
export function planOf({ plan }: App.Locals): PlanRow {
	return plan ?? error(404, 'not_found');
}

/** The same with its figures on the day that the address asks for. */
export async function readPlan({ locals, url }: PlanRequest) {
	const plan = planOf(locals);
	const days = readDays(url, plan.time_zone, locals.now);
	return { plan, ...days, ...(await figures(locals.db, plan, days.asOf, days.today)) };
}

/** The day asked for; `day` is null where the page shows today, so that links go on showing today. */
export function readDays(url: URL, timeZone: string, now: Date) {
	try {
		const days = asOf(url.searchParams.get('as_of'), timeZone, now);
		return { ...days, day: days.asOf === days.today ? null : days.asOf };
	} catch (cause) {
		if (cause instanceof BadAsOf) {
			const refusedDay = { asked: cause.message.slice(0, 40), reason: cause.reason };
			error(400, 'bad_as_of', { refusedDay });
		}
		throw cause;
	}
}

/** The day asked for on a page about many plans: it may be today anywhere on earth. */
export function readDayOfAll(url: URL, now: Date) {
	return readDays(url, 'Pacific/Kiritimati', now).day;
}
