import { m } from '#lib/paraglide/messages.js';
import { choices } from '#lib/server/alignment/choices.ts';
import { linksOf, outsidePlans, outsideStatements } from '#lib/server/alignment/records.ts';
import { editedPlan } from '../edited.ts';
import { alignedActions, offered, rowsOf } from './aligned-records.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const [links, outside, statements] = await Promise.all([
		linksOf(db, plan.id),
		outsidePlans(db),
		outsideStatements(db)
	]);
	const found = await choices(db, plan.id, { links, outside, statements });
	const all = offered(plan, found, outside);
	return {
		title: m.alignment_edit_heading(),
		choices: all,
		links: rowsOf('alignment', links, all.alignment, plan.currency),
		outside: rowsOf('outside_plan', outside, all.outside_plan, plan.currency),
		statements: rowsOf('outside_statement', statements, all.outside_statement, plan.currency),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	...alignedActions('alignment'),
	...alignedActions('outside_plan'),
	...alignedActions('outside_statement')
};
