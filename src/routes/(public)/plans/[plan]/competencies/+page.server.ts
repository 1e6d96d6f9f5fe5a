import { mayEdit, readWhole } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { competencies } from '#lib/server/work-records/people.ts';
import { competenciesView } from '#lib/views/competencies.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, { plan, scope, asOf, today, days }) => ({
		title: m.competency_title({ plan: plan.title }),
		...{ asOf, today, days, mayEdit: mayEdit(event.locals) },
		...competenciesView(await competencies(db, plan, scope), asOf)
	}));
