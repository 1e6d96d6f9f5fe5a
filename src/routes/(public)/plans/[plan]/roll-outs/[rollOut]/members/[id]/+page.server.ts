import { error } from '@sveltejs/kit';
import { showsPublished } from '#app/asked/checklists.ts';
import { shownRollOut } from '#app/asked/roll-outs.ts';
import { readWhole } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { memberView } from '#lib/views/rollout-member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, { plan, scope, asOf, today, days }) => {
		const published = showsPublished(event.locals, scope, event.url.searchParams.get('edition'));
		const found = await shownRollOut(db, { plan, scope }, event.params.rollOut, published);
		const member = found && memberView(found, event.params.id, { timeZone: plan.time_zone });
		if (!member) error(404, 'not_found');
		const { title: rollout } = found.figures.standing.setup;
		return {
			title: m.rollout_member_title({ name: member.name, rollout }),
			...{ asOf, today, days, member, rollOut: { slug: found.record.slug, title: rollout } }
		};
	});
