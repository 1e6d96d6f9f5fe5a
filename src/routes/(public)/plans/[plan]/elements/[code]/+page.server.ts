import { error } from '@sveltejs/kit';
import { publicEvidence } from '#app/evidence/evidence-view.ts';
import { elementAmendments } from '#app/amendments/element-amendments.ts';
import { elementMoves } from '#lib/domain/commitments/element-moves.ts';
import { heirOn } from '#lib/domain/records/heirs.ts';
import { planAdopted } from '#lib/domain/records/plan-on.ts';
import type { Heir, PlanRecord } from '#lib/domain/records/records.ts';
import type { Provenance } from '#lib/domain/records/provenance.ts';
import { wordsOrigin, type WordsOrigin } from '#lib/domain/records/words-origin.ts';
import { seenOrigin } from '#lib/domain/templates/origin.ts';
import * as origins from '#lib/server/templates/origins.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { ofElement } from '#lib/server/evidence/queries.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
import { elementPage, progressOverTime } from '#lib/views/element-page.ts';
import * as texts from '#lib/server/plans/texts.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { alignmentFacts } from '#app/asked/alignment.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { elementAlignment } from '#lib/domain/alignment/seen.ts';
import { limits, withinElement } from '#lib/domain/figures/limits.ts';
import { judgedOn } from '#lib/domain/progress/reckoning-day.ts';
import { elementWork } from '#lib/server/work-records/of-element.ts';
import { elementWorkView } from '#lib/views/element-work.ts';
import { officesOn } from '#lib/views/offices.ts';
import { closures } from '#lib/server/work-records/closures.ts';
import { closurePart } from '#lib/views/closure.ts';
import { noteGroups } from '#lib/views/plan-notes.ts';
import type { PageServerLoad } from './$types';

/** Another organisation that has, or had, an owner's duty. */
const namedOf = (heir: Heir | undefined, slugs: Map<string, string>) =>
	heir
		? { acronym: heir.acronym, on: heir.on, slug: slugs.get(heir.organisationId) ?? null }
		: null;

/** The planned days of an element in the plan as adopted; null: no amendment, or no part of it then. */
function adoptedDays(record: PlanRecord, elementId: string) {
	const found = planAdopted(record)?.elements.find(({ id }) => id === elementId);
	return found ? { plannedStart: found.plannedStart, plannedEnd: found.plannedEnd } : null;
}

/** Where an element's title stands towards the publication, or that it came from a template. */
function originOf(
	{ title }: { title: string },
	sources: readonly Provenance[],
	isTaken: boolean
): WordsOrigin {
	const source = sources.find(({ field }) => field === 'title');
	return isTaken && source?.kind !== 'source' ? { standing: 'taken' } : wordsOrigin(title, source);
}

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, shown) => {
		const { plan, record, figures, scope, asOf, today, days } = shown;
		const { now, actor } = event.locals;
		const element = record.elements.find(({ code }) => code === event.params.code);
		if (!element) error(404, 'not_found');
		const known = asKnown(plan, scope);
		const [elementTexts, notes, sources, history, slugs, amended, closed, work, evidence, from] =
			await Promise.all([
				texts.elementTexts(db, plan, scope),
				texts.notes(db, plan, scope),
				provenance.ofSubject(db, 'element_id', element.id),
				element.kind === 'activity' ? elementHistory(db, known, element) : [],
				organisations.slugs(
					db,
					element.owners.flatMap(({ organisationId, heirs = [], takenOver }) => [
						organisationId,
						...[...heirs, ...(takenOver ? [takenOver] : [])].map((one) => one.organisationId)
					])
				),
				elementAmendments(db, known, {
					elementId: element.id,
					on: asOf,
					currency: plan.currency,
					actor: event.locals.actor
				}),
				closures(db, plan, scope),
				elementWork(db, known, element.id),
				ofElement(db, element.id, known),
				origins.ofElement(db, element.id)
			]);
		const aligned = await alignmentFacts({ db, now, actor }, shown, event.url);
		const judged = judgedOn(record.periods, scope);
		const page = elementPage(record, figures, element);
		const part = {
			within: withinElement(record, element.id),
			coverage: page.delivery.coverage,
			corrected: history.filter(({ stands }) => !stands).length
		};
		return {
			title: `${element.code} ${element.shortTitle ?? element.title}`,
			...{ asOf, today, days, timeZone: plan.time_zone },
			element: { ...page, ...elementTexts.get(element.id) },
			owners: page.owners.map((owner) => ({
				...{ acronym: owner.acronym, name: owner.name, role: owner.role },
				...{ slug: slugs.get(owner.organisationId) ?? null, endedOn: owner.endedOn },
				heir: namedOf(heirOn(owner.heirs, today), slugs),
				takenOver: namedOf(owner.takenOver, slugs),
				offices: officesOn(work.offices, owner.organisationId, judged)
			})),
			work: elementWorkView(record, element.id, work, judged),
			handOvers: work.handOvers.filter(({ on }) => on <= judged),
			notes: noteGroups(notes.filter((note) => note.concerns.includes(element.id))),
			provenance: sources,
			from: from && seenOrigin(from, mayEdit(event.locals)),
			origin: originOf(element, sources, from !== null),
			history,
			amendments: amended,
			evidence: publicEvidence(evidence, event.locals.actor),
			closing: closurePart({ record, figures }, closed, element.id),
			alignment: elementAlignment(aligned, element.id),
			adopted: adoptedDays(record, element.id),
			moved: elementMoves(record, element.id, asOf),
			limits: limits({ record, figures }, part),
			progress: progressOverTime(element, history),
			mayEdit: mayEdit(event.locals)
		};
	});
