/** What every page of one plan reads first: the plan, the scope that its address asks for, its figures. */
import { error } from '@sveltejs/kit';
import { figures } from '#lib/server/facts/figures.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { settled } from '#lib/server/facts/settled.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import type { DaysAsked } from '#lib/ui/addresses.ts';
import {
	BadDay,
	NoSuchSnapshot,
	dayAsked,
	isAgainstAdopted,
	scopeOf,
	seesUnpublished
} from './scope.ts';

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

/** Answers an address whose day cannot be shown with 400 and why, and one of no snapshot with 404. */
function refuseBadDay(cause: unknown): never {
	if (cause instanceof NoSuchSnapshot) error(404, 'not_found');
	if (cause instanceof BadDay) error(400, 'bad_as_of', { refusedDay: cause.refused });
	throw cause;
}

const againstOf = (url: URL) => (isAgainstAdopted(url) ? ('adopted' as const) : null);

/** The edition, where a reader could see another one; null: there is one alone. */
async function editionOf(
	locals: App.Locals,
	plan: PlanRow,
	{ snapshot }: Scope
): Promise<DaysAsked['edition']> {
	if (!seesUnpublished(locals) || (await snapshots.all(locals.db, plan)).length === 0) return null;
	return snapshot ? 'published' : 'current';
}

/** The scope of a page of a plan, and the days of it that the address asks for. */
export async function scopeOfPage({ locals, url }: PageRequest, plan: PlanRow) {
	const scope = await scopeOf(locals, plan, url).catch(refuseBadDay);
	const { searchParams } = url;
	const days: DaysAsked = {
		asOf: searchParams.get('as_of') ? scope.asOf : null,
		knownOn: searchParams.get('known_on') ? scope.knownOn : null,
		against: againstOf(url),
		// who has the choice is led on in the same edition
		edition: await editionOf(locals, plan, scope),
		snapshot: searchParams.get('snapshot') ? (scope.snapshot?.id ?? null) : null
	};
	return { scope, days };
}

/** A plan with its scope, and its rows and figures in it. */
async function knownPlan({ locals, url }: PageRequest, db: Db, plan: PlanRow) {
	const { scope, days } = await scopeOfPage({ locals: { ...locals, db }, url }, plan);
	const { asOf, knownOn, today } = scope;
	return { plan, scope, asOf, knownOn, today, days, ...(await figures(db, plan, scope)) };
}

/** The plan that the address names, its scope, and its rows and figures in it. */
export const readPlan = (request: PageRequest) =>
	knownPlan(request, request.locals.db, planOf(request.locals));

/**
 * As {@link readPlan}, with more that a page shows beside the figures: all of it is of one state of the
 * database.
 *
 * @param read must read by the database that it is given; it must not write
 */
export const readWhole = <Page>(
	request: PageRequest,
	read: (db: Db, known: Awaited<ReturnType<typeof knownPlan>>) => Promise<Page>
): Promise<Page> =>
	settled(request.locals.db, planOf(request.locals), async (db, now) =>
		read(db, await knownPlan(request, db, now))
	);

/** The days asked for on a page about many plans: they may be today anywhere on earth. */
export function daysOfAll({ locals, url }: PageRequest): DaysAsked {
	const today = todayAnywhere(locals.now);
	try {
		return {
			asOf: dayAsked(url, 'as_of', today),
			knownOn: dayAsked(url, 'known_on', today),
			against: againstOf(url),
			edition: null,
			snapshot: null
		};
	} catch (cause) {
		return refuseBadDay(cause);
	}
}

/** The latest day that it is anywhere on earth. */
const todayAnywhere = (now: Date) =>
	new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
