import { error } from '@sveltejs/kit';
import { kpi as declared } from '#lib/kinds/kpi.ts';
import { kpiPage } from '#lib/views/kpi-pages.ts';
import * as kpis from '#lib/server/kpis/queries.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { readWhole } from '#app/plan-page.ts';
import { saidOf } from '#lib/kinds/said.ts';
import { limits } from '#lib/domain/figures/limits.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, { plan, record, figures, asOf, today, days }) => {
		const kpi = record.kpis.find(({ code }) => code === event.params.code);
		if (!kpi) error(404, 'not_found');
		const [text, sources] = await Promise.all([
			kpis.text(db, kpi.id),
			provenance.ofSubject(db, 'kpi_id', kpi.id)
		]);
		return {
			title: kpi.title,
			...{ asOf, today, days, timeZone: plan.time_zone },
			kpi: {
				...kpiPage(record, figures, kpi),
				reporter: text.reporter,
				definition: text.texts.definition,
				texts: saidOf(declared, text.texts).filter(({ name }) => name !== 'definition')
			},
			limits: limits(
				{ record, figures },
				{ within: { elements: new Set(), kpis: new Set([kpi.id]) }, coverage: null }
			),
			provenance: sources
		};
	});
