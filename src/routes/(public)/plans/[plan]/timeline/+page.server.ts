import {
	hasAdopted,
	onlyRows,
	rowsOf,
	timelineOf,
	timelineSpan
} from '#lib/charts/timeline/timeline.ts';
import { isLong, openedGroups } from '#lib/charts/timeline/opened.ts';
import { m } from '#lib/paraglide/messages.js';
import { readPlan } from '#app/plan-page.ts';
import { unsent } from '#app/unsent.ts';
import { limits } from '#lib/domain/figures/limits.ts';
import type { PageServerLoad } from './$types';
import { lateWork } from './headline.ts';
import { isAsked, openedIn, readView } from './view.ts';

export const load: PageServerLoad = async (event) => {
	const { plan, record, figures, asOf, today, days } = await readPlan(event);
	const view = readView(event.url.searchParams, days);
	const all = timelineOf(record, figures);
	const filtered = view.late || view.organisation !== '';
	const asked = filtered ? onlyRows(all, (row) => isAsked(view, row)) : all;
	return unsent({
		limits: limits({ record, figures }),
		title: m.timeline_title({ plan: plan.title }),
		view,
		days,
		asOf,
		today,
		...timelineSpan(all, record, asOf),
		late: lateWork(all),
		adopted: hasAdopted(all),
		organisations: [...new Set(rowsOf(all).flatMap(({ owners }) => owners))].sort(),
		/** How many rows are asked for where they are too many to be sent whole; else null. */
		long: isLong(asked) ? rowsOf(asked).length : null,
		groups: openedGroups(asked, openedIn(view))
	});
};
