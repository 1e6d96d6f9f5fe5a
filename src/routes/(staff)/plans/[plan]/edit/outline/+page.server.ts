import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { fundSources } from '#lib/server/budgets/queries.ts';
import { leads } from '#lib/server/outline/commands.ts';
import { storedRows } from '#lib/server/outline/stored.ts';
import { editedPlan, spanOf } from '../edited.ts';
import { saveOutline } from './saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	const { db, actor, now } = event.locals;
	const [rows, organisations, funds] = await Promise.all([
		storedRows(db, plan.id),
		leads(db, today(plan.time_zone, now)),
		fundSources(db, plan.id)
	]);
	const { periodStart, periodEnd } = spanOf(plan);
	return {
		title: m.outline_heading({ plan: plan.short_title ?? plan.title }),
		rows,
		organisations: organisations.map(({ acronym, name }) => ({ acronym, name })),
		funds: funds.map(({ id, code, title }) => ({ id, code, title })),
		span: { periodStart, periodEnd },
		isWeighed: plan.roll_up_method === 'weight',
		/** Whose unsaved work is kept on this device. */
		who: actor.kind === 'user' ? actor.id : ''
	};
};

export const actions: Actions = { save: saveOutline };
