import { getLocale } from '#lib/paraglide/runtime.js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { today } from '#lib/domain/records/dates.ts';
import { answered, PageStore, rendered } from '#lib/server/pages/store.ts';
import * as plans from '#lib/server/facts/plans.ts';

const pages = new PageStore(64 * 1_048_576);

/** Pages that show plans and nothing else; those for staff show forms, and errors of what was typed. */
function isKept({ route, request, url, isDataRequest }: RequestEvent): boolean {
	const isPublic = route.id?.startsWith('/(public)') ?? false;
	// addresses that are typed, not followed, would fill the store with what nobody asks for again
	return request.method === 'GET' && isPublic && !isDataRequest && !url.searchParams.has('q');
}

/**
 * What a page shows, in short: every change to a plan raises its revision, and the day turns by
 * itself. A page about all plans can turn with any quarter of an hour, which all time zones keep to.
 */
async function versionOf({ locals, params }: RequestEvent): Promise<string> {
	const { db, plan, now } = locals;
	if (params.plan === undefined)
		return `${await plans.revisions(db)} ${Math.floor(now.getTime() / 900_000)}`;
	if (!plan) return 'none';
	return [plan.id, plan.seed_digest, plan.revision, today(plan.time_zone, now)].join(' ');
}

/** Whether gzip is among the codings that a client takes: named, and not by `q=0`. */
export function readsGzip(accepted: string): boolean {
	const codings = accepted
		.toLowerCase()
		.split(',')
		.map((part) => part.split(';'));
	const weightOf = (name: string) => {
		const found = codings.find(([coding = '']) => coding.trim() === name);
		if (!found) return undefined;
		const weight = /^\s*q\s*=\s*([\d.]+)\s*$/.exec(found[1] ?? '')?.[1];
		return weight === undefined ? 1 : Number(weight);
	};
	return (weightOf('gzip') ?? weightOf('*') ?? 0) > 0;
}

/** Who sees it: the page names a person, and offers what that person may do. */
function audienceOf({ actor, user }: App.Locals): string {
	return actor.kind === 'user' ? JSON.stringify([user?.name, actor.grants]) : '';
}

/**
 * Answers with the page as it was rendered before, as long as it would be the same. The actor has
 * been identified and let in, and the revision is read anew each time, so nothing stale is sent.
 */
export const keepRendered: Handle = async ({ event, resolve }) => {
	if (!isKept(event)) return resolve(event);
	const { origin, pathname, search } = event.url;
	// the edition is the current one for everybody so far
	const scope = `${getLocale()} current`;
	const parts = [
		origin + pathname + search,
		scope,
		audienceOf(event.locals),
		await versionOf(event)
	];
	const key = parts.join('\n');
	let own: Response | undefined;
	const page = await pages.get(key, async () => {
		own = await resolve(event);
		return await rendered(own);
	});
	if (!page) return own ?? resolve(event);
	const answer = answered(page, readsGzip(event.request.headers.get('accept-encoding') ?? ''));
	answer.headers.set('cache-control', 'private, no-cache');
	return answer;
};
