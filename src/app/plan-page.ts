/** What every page of one plan reads first: the plan, the scope that its address asks for, its figures. */
import { error } from '@sveltejs/kit';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { BadDay, dayAsked, scopeOf } from './scope.ts';

/** Whether what a plan leaves open is offered to be filled in. */
export const mayEdit = ({ actor }: App.Locals): boolean =>
	actor.kind === 'user' && actor.grants.some((grant) => grant.role === 'planner');

export interface PageRequest {
	locals: App.Locals;
	url: URL;
}

/** The plan that the address names, or 404. */
export function planOf({ plan }: App.Locals): PlanRow {
	return plan ?? error(404, 'not_found');
}

/** Answers an address whose day cannot be shown with 400 and why. */
function refuseBadDay(cause: unknown): never {
	if (cause instanceof BadDay) error(400, 'bad_as_of', { refusedDay: cause.refused });
	throw cause;
}

/**
 * The scope of a page of a plan; `day` is the status date asked for, null where the page shows the
 * plan's own, so that links go on showing that.
 */
export async function scopeOfPage({ locals, url }: PageRequest, plan: PlanRow) {
	const scope = await scopeOf(locals, plan, url).catch(refuseBadDay);
	return { scope, day: url.searchParams.get('as_of') ? scope.asOf : null };
}

/** The plan that the address names, its scope, and its rows and figures in it. */
export async function readPlan({ locals, url }: PageRequest) {
	const plan = planOf(locals);
	const { scope, day } = await scopeOfPage({ locals, url }, plan);
	const { asOf, today } = scope;
	return { plan, scope, asOf, today, day, ...(await figures(locals.db, plan, scope)) };
}

/** The status date asked for on a page about many plans: it may be today anywhere on earth. */
export function dayOfAll({ locals, url }: PageRequest) {
	try {
		return dayAsked(url, 'as_of', todayAnywhere(locals.now));
	} catch (cause) {
		return refuseBadDay(cause);
	}
}

/** The latest day that it is anywhere on earth. */
const todayAnywhere = (now: Date) =>
	new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
