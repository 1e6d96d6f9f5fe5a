import { showsPublished, shownChecklists } from '#app/asked/checklists.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { today as dayOf } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, scope, asOf, today, days } = known;
		const published = showsPublished(event.locals, scope, event.url.searchParams.get('edition'));
		const shown = await shownChecklists(db, known, published);
		return {
			title: m.checklist_title({ plan: plan.title }),
			...{ asOf, today, days, mayEdit: mayEdit(event.locals) },
			checklists: shown.map(({ checklist, against, counts, total }) => ({
				...{ id: checklist.id, title: checklist.title, counts, total },
				...{ against: against.title, isPublic: checklist.step === 'published' },
				on: dayOf(plan.time_zone, checklist.at)
			}))
		};
	});
