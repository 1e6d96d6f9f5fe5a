import { error } from '@sveltejs/kit';
import { showsPublished } from '#app/asked/checklists.ts';
import { shownRollOut } from '#app/asked/roll-outs.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { memberOrders } from '#lib/domain/rollout/sorting.ts';
import { rollOutView } from '#lib/views/rollout.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, scope, record, asOf, today, days } = known;
		const { searchParams } = event.url;
		const published = showsPublished(event.locals, scope, searchParams.get('edition'));
		const found = await shownRollOut(db, { plan, scope }, event.params.rollOut, published);
		if (!found) error(404, 'not_found');
		const order = memberOrders.find((one) => one === searchParams.get('sort')) ?? 'wave';
		const { title, elementId } = found.figures.standing.setup;
		const element = record.elements.find(({ id }) => id === elementId);
		return {
			title,
			...{ asOf, today, days, order, mayEdit: mayEdit(event.locals) },
			element: element ? { code: element.code, title: element.title } : null,
			rollOut: rollOutView(found, order)
		};
	});
