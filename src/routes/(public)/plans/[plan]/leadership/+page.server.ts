import { error } from '@sveltejs/kit';
import { askedAxis, axisNames } from '#app/axis-asked.ts';
import { dashboard } from '#app/dashboard.ts';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { unsent } from '#app/unsent.ts';
import { can } from '#lib/domain/records/permissions.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/connect.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { settled } from '#lib/server/facts/settled.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { axisFigures } from '#lib/views/leadership/by-axis.ts';
import type { PageServerLoad } from './$types';

/** The axes of a plan, and its figures by the one that is asked for; null: none is. */
async function byAxis(db: Db, plan: PlanRow, scope: Scope, by: string | null) {
	const [known, all] = await Promise.all([figures(db, plan, scope), frameworks(db)]);
	if (by === null) return { axes: axisNames(known, all), shown: null };
	const asked = askedAxis(known, all, by);
	if (!asked?.axis || !asked.figures) error(404, 'not_found');
	return { axes: asked.axes, shown: axisFigures(known, asked.axis, asked.figures) };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { scope, days } = await scopeOfPage({ locals, url }, plan);
	const by = url.searchParams.get('by');
	const [{ shown, taken, closed }, axis] = await settled(locals.db, plan, (db, now) =>
		Promise.all([dashboard(db, now, scope), byAxis(db, now, scope, by)])
	);
	return unsent({
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today: scope.today,
		days,
		dashboard: shown,
		axis,
		taken,
		closed,
		mayAnswer: can(locals.actor, 'answer_decision')
	});
};
