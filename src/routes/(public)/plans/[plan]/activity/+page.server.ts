import { planOf } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { happenings } from '#lib/server/activity/queries.ts';
import { happeningSentence } from '#lib/views/notices/happening-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const plan = planOf(locals);
	const isStaff = locals.actor.kind === 'user';
	const found = await happenings(locals.db, plan.id, isStaff);
	return {
		title: m.notice_activity_title(),
		isStaff,
		timeZone: plan.time_zone,
		happenings: found.map((one) => ({
			key: one.key,
			sentence: happeningSentence(one),
			at: one.at.toISOString(),
			by: one.by
		}))
	};
};
