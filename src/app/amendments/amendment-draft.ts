/** Whether a planner works in a draft amendment, and that all of such a request is about the draft. */
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendments from '#lib/server/amendments/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';

const cookie = 'draft';
const area = '/(staff)/plans/[plan]/edit';

/** What is not drafted: it has no days, or is about drafts themselves. */
const apart =
	/\/edit\/(amendments|checklists|decisions|history|make-template|maturity|workbook)(\/|$)|\/confidence$/;

const pathOf = (plan: { slug: string }) => `/plans/${plan.slug}/edit`;

/** From here on the planner works in a draft of the plan, until the browser is closed or it is left. */
export function enterDraft(cookies: Cookies, plan: PlanRow, id: string, secure: boolean): void {
	cookies.set(cookie, id, { path: pathOf(plan), httpOnly: true, sameSite: 'lax', secure });
}

export const leaveDraft = (cookies: Cookies, plan: PlanRow): void =>
	cookies.delete(cookie, { path: pathOf(plan) });

/** The draft that a planner works in, if it is still one. */
export async function draftOf({ locals, cookies }: RequestEvent): Promise<App.Locals['draft']> {
	const id = cookies.get(cookie);
	if (!id || !locals.plan) return null;
	const found = await amendments.find(locals.db, locals.plan.id, id);
	if (!found || !amendments.isOpen(found)) return null;
	return { id, title: found.title, holdsFrom: found.holds_from };
}

const isDraftable = ({ route }: RequestEvent) =>
	Boolean(route.id?.startsWith(area) && !apart.test(route.id));

/** Pages and forms of a planner who works in a draft see the plan as it would be. */
export const workInDraft: Handle = async ({ event, resolve }) => {
	event.locals.draft = null;
	const { plan, actor, db } = event.locals;
	if (!plan || actor.kind !== 'user' || !isDraftable(event)) return await resolve(event);
	const draft = await draftOf(event);
	if (!draft) return await resolve(event);
	const request = { planId: plan.id, amendmentId: draft.id, actorId: actor.id };
	return await inDraft(db, request, async (within: Db) => {
		const present = await plans.find(within, plan.slug);
		Object.assign(event.locals, { db: within, plan: present ?? plan, draft });
		return await resolve(event);
	});
};
