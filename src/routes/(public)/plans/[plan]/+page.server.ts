import type { Provenance } from '#lib/domain/records/provenance.ts';
import { wordsOrigin } from '#lib/domain/records/words-origin.ts';
import { nextReports } from '#lib/domain/reporting/next-reports.ts';
import { outline } from '#lib/views/outline.ts';
import * as texts from '#lib/server/plans/texts.ts';
import { counterpart, instrumentOf } from '#lib/server/facts/plans.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { limits } from '#lib/domain/figures/limits.ts';
import { closures } from '#lib/server/work-records/closures.ts';
import { stakeholders } from '#lib/server/work-records/people.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { setOutBy } from '#lib/views/set-out.ts';
import { closurePart } from '#lib/views/closure.ts';
import { placed } from '#lib/views/plan-notes.ts';
import { headlineView } from '#lib/views/rollout.ts';
import type { PageServerLoad } from './$types';
import { alignmentFacts } from '#app/asked/alignment.ts';
import { showsPublished } from '#app/asked/checklists.ts';
import { shownRollOuts } from '#app/asked/roll-outs.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { planAlignment } from '#lib/domain/alignment/seen.ts';

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, record, figures, scope, asOf, today, days } = known;
		const { now, actor } = event.locals;
		const aligned = await alignmentFacts({ db, now, actor }, known, event.url);
		const shown = event.url.searchParams.get('provenance') === 'show';
		const [
			own,
			elementTexts,
			notes,
			publications,
			origins,
			ownWords,
			other,
			sources,
			closed,
			all,
			people,
			rollOuts
		] = await Promise.all([
			texts.planTexts(db, plan, scope),
			texts.elementTexts(db, plan, scope),
			texts.notes(db, plan, scope),
			provenance.publications(db, plan.id),
			provenance.titleOrigins(db, plan.id),
			provenance.byField(db, 'plan_id', plan.id),
			counterpart(db, plan),
			shown ? provenance.ofPlan(db, plan.id) : null,
			closures(db, plan, scope),
			frameworks(db, { plan, scope }),
			stakeholders(db, plan, scope),
			shownRollOuts(
				db,
				{ plan, scope },
				showsPublished(event.locals, scope, event.url.searchParams.get('edition'))
			)
		]);
		const codes = new Map(record.elements.map((element) => [element.id, element.code]));
		return {
			limits: limits({ record, figures }),
			...{ asOf, today, days },
			shortTitle: own.short_title,
			description: own.description,
			closing: closurePart({ record, figures }, closed, null),
			/** By what it was adopted; null: a draft, or it came as an adopted one. */
			instrument: instrumentOf(plan),
			periodStart: own.period_start,
			periodEnd: own.period_end,
			vision: said(own.vision, ownWords['vision']),
			mission: said(own.mission, ownWords['mission']),
			...planAlignment(aligned),
			delivery: figures.delivery,
			planned: figures.planned,
			doneCompared: figures.doneCompared,
			slippage: figures.slippage,
			slippageOn: figures.slippageOn,
			attainment: figures.attainment,
			kpisMeasured: figures.kpisMeasured,
			reporting: { reported: figures.reporting.reported, expected: figures.reporting.expected },
			period: figures.period?.label ?? null,
			/** A page of a day that was asked for stays as it is. */
			nextReports:
				days.asOf === null && days.knownOn === null ? nextReports(record, figures.knownOn) : null,
			/** The demonstration of a published plan, or what a demonstration is of. */
			counterpart: other,
			completeness: figures.completeness,
			/** By id: elements whose titles the publication does not have. */
			standings: Object.fromEntries([...origins].map(([id, { standing }]) => [id, standing])),
			outline: outline(record, figures, elementTexts),
			/** Each with its first sentence. */
			rollOuts: rollOuts.map((one) => ({
				...{ slug: one.record.slug, title: one.figures.standing.setup.title },
				headline: headlineView(one)
			})),
			setOut: setOutBy(figures, all),
			notes: placed(notes, new Set(codes.keys())),
			/** By id: the codes under which notes name elements. */
			codes: Object.fromEntries(codes),
			publications,
			stakeholders: people.map(({ id, values }) => ({ id, values })),
			/** By subject; null where they are not asked for. */
			provenance: sources && listed(sources),
			mayEdit: mayEdit(event.locals)
		};
	});

/** Words of the plan itself, and whether the publication has them so. */
const said = (text: string | null, source: Provenance | undefined) =>
	text === null ? null : { text, origin: wordsOrigin(text, source) };

function listed(sources: provenance.PlanProvenance): Record<string, Provenance[]> {
	return Object.fromEntries([...sources].map(([key, fields]) => [key, [...fields.values()]]));
}
