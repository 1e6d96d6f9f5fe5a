import { error } from '@sveltejs/kit';
import { showsPublished, shownChecklist } from '#app/asked/checklists.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { seenGroups } from '#lib/domain/checklists/seen.ts';
import { today as dayOf } from '#lib/domain/records/dates.ts';
import { checklistMatrix, drawnDays } from '#lib/views/checklist.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, scope, asOf, today, days } = known;
		const { searchParams } = event.url;
		const published = showsPublished(event.locals, scope, searchParams.get('edition'));
		const found = await shownChecklist(db, known, event.params.checklist, published);
		if (!found) error(404, 'not_found');
		const { checklist, against, counts, total, items, byDay } = found;
		const gapsOnly = searchParams.get('show') === 'gaps';
		const { kind, title, language, slug, followedBy, withdrawn } = against;
		return {
			title: checklist.title,
			...{ asOf, today, days, mayEdit: mayEdit(event.locals), published },
			checklist: {
				...{ id: checklist.id, title: checklist.title, on: dayOf(plan.time_zone, checklist.at) },
				isPublic: checklist.step === 'published'
			},
			against: { kind, title, language, slug, followedBy, withdrawn },
			...{ counts, total, gapsOnly, groups: seenGroups(items, gapsOnly) },
			matrix: checklistMatrix(items, known),
			...{ byDay, drawn: drawnDays(byDay) }
		};
	});
