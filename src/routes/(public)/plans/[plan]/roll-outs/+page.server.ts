import { showsPublished } from '#app/asked/checklists.ts';
import { shownRollOuts } from '#app/asked/roll-outs.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { headlineView } from '#lib/views/rollout.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, scope, record, asOf, today, days } = known;
		const published = showsPublished(event.locals, scope, event.url.searchParams.get('edition'));
		const shown = await shownRollOuts(db, { plan, scope }, published);
		return {
			title: m.rollout_title({ plan: plan.title }),
			...{ asOf, today, days, mayEdit: mayEdit(event.locals) },
			rollOuts: shown.map((one) => {
				const { title, description, elementId } = one.figures.standing.setup;
				const element = record.elements.find(({ id }) => id === elementId);
				return {
					...{ slug: one.record.slug, title, description, headline: headlineView(one) },
					element: element ? { code: element.code, title: element.title } : null
				};
			})
		};
	});
