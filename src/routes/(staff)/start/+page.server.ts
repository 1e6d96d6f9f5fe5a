import { redirect } from '@sveltejs/kit';
import { throwStatus } from '#app/answers.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { grant } from '#lib/server/auth/administration/users.ts';
import * as organisationChoices from '#lib/server/auth/organisation-choices.ts';
import * as plans from '#lib/server/facts/plans.ts';
import * as drafts from '#lib/server/plans/drafts.ts';
import { draftLines } from '#lib/ui/draft-lines.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor } = locals;
	const mayPlan = can(actor, 'edit_plan');
	return {
		title: m.start_title(),
		mayPlan,
		mayAdminister: can(actor, 'administer'),
		organisations: await organisationChoices.list(db),
		drafts: mayPlan ? draftLines(await drafts.list(db)) : [],
		plans: await plans.count(db),
		saved: url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	/**
	 * Who administers does not plan by that alone: editing plans stays with planners, and taking their
	 * role is an act of its own, which the audit log keeps and anybody who administers can undo.
	 */
	plan: async ({ locals: { db, actor } }) => {
		if (actor.kind === 'user') {
			const role = { userId: actor.id, role: 'planner' as const, organisationId: null };
			await grant(db, actor, role).catch(throwStatus);
		}
		redirect(303, '/start?saved=planner');
	}
};
