import { getLocale } from '#lib/paraglide/runtime.js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { today } from '#lib/domain/records/dates.ts';
import { readsEncoding } from '#lib/server/pages/encodings.ts';
import { answered, PageStore, rendered } from '#lib/server/pages/store.ts';
import { isHeld } from '#lib/server/open-data/answer.ts';
import { linkedVersion } from '#lib/server/alignment/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';

/** Kept by who asked for it, and asked for again each time with its version. */
const ofKept = { 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' };

const pages = new PageStore(32 * 1_048_576);

/** What links on public pages ask for; a search is typed, and nobody asks for the same again. */
const followed = new Set([
	...[
		'as_of',
		'known_on',
		'against',
		'edition',
		'snapshot',
		'page',
		'show',
		'provenance',
		'figure',
		'of'
	],
	...['zoom', 'late', 'organisation', 'open'],
	...['by', 'period', 'goal', 'model', 'sort']
]);
const longestAddress = 500;

/** Addresses that are made up, not followed, would fill the store with what nobody asks for again. */
function isFollowed({ pathname, search, searchParams }: URL): boolean {
	const names = [...searchParams.keys()];
	const isOnce = new Set(names).size === names.length;
	const isShort = pathname.length + search.length <= longestAddress;
	return isShort && isOnce && names.every((name) => followed.has(name));
}

/** Pages that show plans and nothing else; those for staff show forms, and errors of what was typed. */
function isKept({ route, request, url, isDataRequest }: RequestEvent): boolean {
	// what belongs to no plan changes without its revision, and checklists speak of it too
	const isPublic =
		(route.id?.startsWith('/(public)') ?? false) &&
		!route.id?.startsWith('/(public)/frameworks') &&
		!route.id?.startsWith('/(public)/maturity-models') &&
		!route.id?.startsWith('/(public)/plans/[plan]/checklists');
	return request.method === 'GET' && isPublic && !isDataRequest && isFollowed(url);
}

const showsOthers = new Set([
	'/(public)/plans/[plan]',
	'/(public)/plans/[plan]/alignment',
	'/(public)/plans/[plan]/elements/[code]'
]);

/**
 * What a page shows, in short: every change to a plan raises its revision, and the day turns by
 * itself. A page about all plans can turn with any quarter of an hour, which all time zones keep to.
 */
async function versionOf({ locals, params, route }: RequestEvent): Promise<string> {
	const { db, plan, now } = locals;
	if (params.plan === undefined)
		return `${await plans.revisions(db)} ${Math.floor(now.getTime() / 900_000)}`;
	if (!plan) return 'none';
	const own = [plan.id, plan.seed_digest, plan.revision, today(plan.time_zone, now)].join(' ');
	// what other plans say of this one stands on these pages too
	return showsOthers.has(route.id ?? '') ? `${own} ${await linkedVersion(db, plan.id)}` : own;
}

/** Who sees it: the page names a person, offers what that person may do, and counts what is unread. */
function audienceOf({ actor, user }: App.Locals): string {
	return actor.kind === 'user' ? JSON.stringify([user?.name, actor.grants, user?.unread]) : '';
}

/**
 * Answers with the page as it was rendered before, as long as it would be the same. The actor has
 * been identified and let in, and the revision is read anew each time, so nothing stale is sent.
 */
export const keepRendered: Handle = async ({ event, resolve }) => {
	if (!isKept(event)) return resolve(event);
	const { origin, pathname, search } = event.url;
	const parts = [
		origin + pathname + search,
		getLocale(),
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
	const tag = new Headers(page.headers).get('etag');
	if (tag !== null && isHeld(event.request, tag))
		return new Response(null, { status: 304, headers: { etag: tag, ...ofKept } });
	const readsGzip = readsEncoding(event.request.headers.get('accept-encoding') ?? '', 'gzip');
	const answer = answered(page, readsGzip);
	answer.headers.set('cache-control', ofKept['cache-control']);
	return answer;
};
