import { error } from '@sveltejs/kit';
import { onlyRows, rowsOf, timelineOf, timelineSpan } from '#lib/charts/timeline.ts';
import { m } from '#lib/paraglide/messages.js';
import { asOf as readAsOf, BadAsOf } from '#lib/server/plans/as-of.ts';
import { figures as figuresOf } from '#lib/server/plans/figures.ts';
import * as plans from '#lib/server/plans/queries.ts';
import type { PageServerLoad } from './$types';
import { lateWork } from './headline.ts';
import { isAsked, readView } from './view.ts';

function dayAsked(asked: string, timeZone: string, now: Date) {
	try {
		return readAsOf(asked, timeZone, now);
	} catch (problem) {
		if (problem instanceof BadAsOf) error(400, 'bad_as_of');
		throw problem;
	}
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const plan = await plans.find(locals.db, params.plan);
	if (!plan) error(404, 'not_found');
	const view = readView(url.searchParams);
	const { asOf, today } = dayAsked(view.asOf, plan.time_zone, locals.now);
	const { record, figures } = await figuresOf(locals.db, plan, asOf, today);
	const known = view.asOf ? `?as_of=${view.asOf}` : '';
	const elements = `/plans/${plan.slug}/elements`;
	const all = timelineOf(
		record,
		figures,
		(code) => `${elements}/${encodeURIComponent(code)}${known}`
	);
	const filtered = view.late || view.organisation !== '';
	return {
		title: m.timeline_title({ plan: plan.title }),
		view,
		asOf,
		today,
		...timelineSpan(all, record, asOf),
		late: lateWork(all),
		organisations: [...new Set(rowsOf(all).flatMap(({ owners }) => owners))].sort(),
		groups: filtered ? onlyRows(all, (row) => isAsked(view, row)) : all
	};
};
