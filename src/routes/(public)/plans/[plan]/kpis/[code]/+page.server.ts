import { error } from '@sveltejs/kit';
import { fieldOf } from '#lib/kinds/field.ts';
import { kpi as declared } from '#lib/kinds/kpi.ts';
import { kpiCells } from '#lib/views/kpi-cells.ts';
import { kpiPage } from '#lib/views/kpi-pages.ts';
import { publicEvidence } from '#app/evidence/evidence-view.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { ofKpi } from '#lib/server/evidence/queries.ts';
import { reporterOn } from '#lib/server/kpis/queries.ts';
import { kpiWords } from '#lib/server/plans/texts.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { seenOrigin } from '#lib/domain/templates/origin.ts';
import * as origins from '#lib/server/templates/origins.ts';
import { saidOf } from '#lib/kinds/said.ts';
import { limits } from '#lib/domain/figures/limits.ts';
import type { PageServerLoad } from './$types';

/** Whether a text is about how good the values are. */
const isQuality = (name: string) => fieldOf(declared, name)?.part === 'quality';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, { plan, record, figures, scope, asOf, today, days }) => {
		const kpi = record.kpis.find(({ code }) => code === event.params.code);
		if (!kpi) error(404, 'not_found');
		const [words, sources, evidence, from] = await Promise.all([
			kpiWords(db, plan, scope),
			provenance.ofSubject(db, 'kpi_id', kpi.id),
			ofKpi(db, kpi.id, asKnown(plan, scope)),
			origins.ofKpi(db, kpi.id)
		]);
		const { texts, reporterId } = words.get(kpi.id)!;
		const said = saidOf(declared, texts);
		return {
			title: kpi.title,
			...{ asOf, today, days, timeZone: plan.time_zone },
			kpi: {
				...kpiPage(record, figures, kpi),
				reporter: reporterId === null ? null : await reporterOn(db, reporterId, asOf),
				definition: texts.definition,
				texts: said.filter(({ name }) => name !== 'definition' && !isQuality(name))
			},
			cells: kpiCells(kpi, figures.kpis.get(kpi.id)!, asOf),
			quality: {
				texts: said.filter(({ name }) => isQuality(name) && name !== 'quality_reviewed_on'),
				reviewedOn: texts.quality_reviewed_on
			},
			limits: limits(
				{ record, figures },
				{ within: { elements: new Set(), kpis: new Set([kpi.id]) }, coverage: null }
			),
			evidence: publicEvidence(evidence, event.locals.actor),
			provenance: sources,
			from: from && seenOrigin(from, mayEdit(event.locals)),
			mayEdit: mayEdit(event.locals)
		};
	});
