import { alignmentFacts } from '#app/asked/alignment.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { alignmentView } from '#lib/domain/alignment/seen.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, asOf, today, days } = known;
		const { now, actor } = event.locals;
		const facts = await alignmentFacts({ db, now, actor }, known, event.url);
		return {
			title: m.alignment_title({ plan: plan.title }),
			...{ asOf, today, days },
			...alignmentView(facts),
			mayEdit: mayEdit(event.locals)
		};
	});
