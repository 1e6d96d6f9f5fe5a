/**
 * Leads from an address that names nothing to the one that it means: a code that was changed, another
 * letter case, an acronym instead of the name. All else of the address stays, but for the day where
 * what is meant is no part of the plan yet on the day that is shown.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import {
	codeOn,
	presentCode,
	presentOrganisation,
	presentPlan,
	type Coded
} from '#lib/server/plans/present-names.ts';
import { scopeOf } from './scope.ts';

/** A part of an address, and what it is to be; undefined where nothing is meant by it. */
interface Renamed {
	part: string;
	present: string | undefined;
}

/** The segment behind another one, as `CODE` behind `kpis`. */
function behind(path: string, part: string, present: string): string {
	const segments = path.split('/');
	const at = segments.indexOf(part);
	return segments.with(at + 1, encodeURIComponent(present)).join('/');
}

/** Codes of addresses, by the segment before them. */
const coded: Record<string, Coded> = { elements: 'element', kpis: 'kpi' };

/** Of which day a page is, and up to which revision of the plan itself; null: to its present one. */
interface Shown {
	on: IsoDate;
	known: number | null;
	today: IsoDate;
}

async function shownOn(locals: RequestEvent['locals'], plan: PlanRow, url: URL): Promise<Shown> {
	const { asOf, today, reading, snapshot } = await scopeOf(locals, plan, url);
	const on = reading === 'baseline' ? fromTheBeginning : asOf;
	return { on, known: snapshot?.structureRevision ?? null, today };
}

/** The present code of what is meant; of what is published only where that is known: it tells nothing else. */
async function presentShown(
	db: Db,
	kind: Coded,
	{ planId, asked, shown: { known, today } }: { planId: string; asked: string; shown: Shown }
): Promise<string | undefined> {
	const present = await presentCode(db, kind, planId, asked);
	if (known === null || present === undefined) return present;
	const published = await codeOn(db, kind, planId, { asked: present, on: today, known });
	return published === present ? present : undefined;
}

async function renamed({ params, locals, url }: RequestEvent): Promise<Renamed | undefined> {
	const { db, plan } = locals;
	if (params.organisation !== undefined)
		return { part: 'organisations', present: await presentOrganisation(db, params.organisation) };
	if (params.plan !== undefined && !plan)
		return { part: 'plans', present: await presentPlan(db, params.plan) };
	if (!plan || params.code === undefined) return undefined;
	const part = Object.keys(coded).find((one) => url.pathname.split('/').includes(one));
	const kind = coded[part ?? ''];
	if (part === undefined || kind === undefined) return undefined;
	const shown = await shownOn(locals, plan, url);
	return {
		part,
		present: await presentShown(db, kind, { planId: plan.id, asked: params.code, shown })
	};
}

/** The owner of a figure, `element:CODE`, by its code on the day shown; undefined where that is the same. */
async function presentOwner({ locals, url }: RequestEvent) {
	const { db, plan } = locals;
	const [, kind, code] = /^(element|kpi):(.+)$/.exec(url.searchParams.get('of') ?? '') ?? [];
	if (!plan || !code || (kind !== 'element' && kind !== 'kpi')) return undefined;
	const shown = await shownOn(locals, plan, url);
	const present =
		(await codeOn(db, kind, plan.id, { asked: code, ...shown })) ??
		(await presentShown(db, kind, { planId: plan.id, asked: code, shown }));
	return present === undefined || present === code ? undefined : `${kind}:${present}`;
}

/** The address by the code that holds on the day shown, else of the present day; undefined: there is none. */
async function addressOnDay({ params, locals, url }: RequestEvent): Promise<string | undefined> {
	const { db, plan } = locals;
	const part = Object.keys(coded).find((one) => url.pathname.split('/').includes(one));
	const kind = coded[part ?? ''];
	if (!plan || part === undefined || kind === undefined || params.code === undefined) return;
	const { on: shown, known, today } = await shownOn(locals, plan, url);
	const called = (on: string) => codeOn(db, kind, plan.id, { asked: params.code!, on, known });
	const code = await called(shown);
	if (code !== undefined) return behind(url.pathname, part, code) + url.search;
	const now = shown === today ? undefined : await called(today);
	if (now === undefined) return undefined;
	const query = new URLSearchParams(url.searchParams);
	query.set('as_of', today);
	query.delete('against');
	return `${behind(url.pathname, part, now)}?${query}`;
}

/** The address that is meant, or undefined. */
async function presentAddress(event: RequestEvent): Promise<string | undefined> {
	const { pathname, search, searchParams } = event.url;
	const onDay = await addressOnDay(event);
	if (onDay !== undefined && onDay !== pathname + search) return onDay;
	const found = await renamed(event);
	const path = found?.present && behind(pathname, found.part, found.present);
	if (path && path !== pathname) return path + search;
	const owner = await presentOwner(event);
	if (owner === undefined) return undefined;
	const query = new URLSearchParams(searchParams);
	query.set('of', owner);
	return `${pathname}?${query}`;
}

const isRead = ({ request }: RequestEvent) => request.method === 'GET' || request.method === 'HEAD';

/** 308 instead of 404 where an address means another one; asked of browsers anew each time, since codes may return. */
export const leadToPresent: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (response.status !== 404 || !isRead(event) || event.isDataRequest) return response;
	const location = await presentAddress(event);
	if (location === undefined) return response;
	const headers = { location, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' };
	return new Response(null, { status: 308, headers });
};
