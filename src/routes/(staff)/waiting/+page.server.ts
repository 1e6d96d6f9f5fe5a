import { redirect } from '@sveltejs/kit';
import { dashboard } from '#app/dashboard.ts';
import { scopeOf } from '#app/scope.ts';
import { can } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import * as plans from '#lib/server/facts/plans.ts';
import * as drafts from '#lib/server/plans/drafts.ts';
import { draftLines } from '#lib/ui/draft-lines.ts';
import { waitingOf } from '#lib/views/leadership/waiting.ts';
import type { PageServerLoad } from './$types';

/** Who has only one of these roles has a page that says more; who plans or leads sees this one. */
const elsewhere: [Role, string][] = [
	['reporter', '/my'],
	['approver', '/my'],
	['administrator', '/administration']
];

/** The first page after signing in: what is due, late, or to be decided. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const roles = actor.kind === 'user' ? actor.grants.map(({ role }) => role) : [];
	if (can(actor, 'see_start') && (await plans.count(db)) === 0)
		redirect(303, `/start${url.search}`);
	const plansOrLeads = roles.includes('planner') || roles.includes('leader');
	if (!plansOrLeads) redirect(303, elsewhere.find(([role]) => roles.includes(role))?.[1] ?? '/');
	const followed = await plans.reportedOn(db);
	return {
		title: m.waiting_title(),
		isDiscarded: url.searchParams.get('saved') === 'discarded',
		leads: roles.includes('leader'),
		mayAnswer: can(actor, 'answer_decision'),
		mayRaise: can(actor, 'raise_decision'),
		conducts: can(actor, 'conduct_periods'),
		/** Null: who asks makes no plans. */
		drafts: can(actor, 'edit_plan') ? draftLines(await drafts.list(db)) : null,
		others: (await plans.count(db)) - followed.length,
		plans: await Promise.all(
			followed.map(async (plan) => {
				const scope = await scopeOf(locals, plan);
				return waitingOf(plan, (await dashboard(db, plan, scope)).shown);
			})
		)
	};
};
