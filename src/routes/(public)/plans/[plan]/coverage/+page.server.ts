import { error } from '@sveltejs/kit';
import { askedCoverage } from '#app/asked/coverage.ts';
import { readWhole } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { axisMeanings, coveragePage, elementsOfCell, kpisOfCell } from '#lib/views/coverage.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const all = await frameworks(db, known);
		const asked = askedCoverage(known, all, event.url.searchParams);
		if (!asked) error(404, 'not_found');
		const { view, axes, matrix, chosen } = asked;
		const { plan, figures, asOf, today, days } = known;
		return {
			title: m.coverage_title({ plan: plan.title }),
			...{ view, days, asOf, today },
			axes: axes.map(({ name, title }) => ({ name, title })),
			matrix: matrix && coveragePage(matrix, figures, view),
			meanings: axisMeanings(all, view),
			hasActivities: figures.reckoned.tree.activities.length > 0,
			chosen: chosen && {
				elements: elementsOfCell(chosen.work, figures),
				kpis: view.show === 'attainment' ? kpisOfCell(chosen.measured, figures) : null
			}
		};
	});
