import { onlyRows, rowsOf, timelineOf, timelineSpan } from '#lib/charts/timeline.ts';
import { m } from '#lib/paraglide/messages.js';
import { addressesOf } from '#lib/ui/addresses.ts';
import { readPlan } from '#app/plan-page.ts';
import type { PageServerLoad } from './$types';
import { lateWork } from './headline.ts';
import { isAsked, readView } from './view.ts';

export const load: PageServerLoad = async (event) => {
	const { plan, record, figures, asOf, today, day } = await readPlan(event);
	const view = readView(event.url.searchParams, day);
	const all = timelineOf(record, figures, addressesOf(plan.slug, day).element);
	const filtered = view.late || view.organisation !== '';
	return {
		title: m.timeline_title({ plan: plan.title }),
		view,
		day,
		asOf,
		today,
		...timelineSpan(all, record, asOf),
		late: lateWork(all),
		organisations: [...new Set(rowsOf(all).flatMap(({ owners }) => owners))].sort(),
		groups: filtered ? onlyRows(all, (row) => isAsked(view, row)) : all
	};
};
