import { error } from '@sveltejs/kit';
import { isOfCommitments } from '#lib/domain/figures/explained-figures.ts';
import { explained } from '#lib/domain/figures/explained.ts';
import { derivationOf, subjectOf } from '#app/asked/explanations.ts';
import { figureWords } from '#lib/ui/figures/derivation-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { readPlan } from '#app/plan-page.ts';

export const load: PageServerLoad = async (event) => {
	const known = await readPlan(event);
	const { searchParams } = event.url;
	const derivation = derivationOf(known, searchParams);
	if (!derivation) error(404, 'no_such_figure');
	const shown = explained(derivation);
	return {
		title: m.explain_title({ figure: figureWords[shown.figure]() }),
		days: known.days,
		explained: shown,
		/** Whose commitments they are, by its acronym. */
		ledBy: isOfCommitments(shown.figure) ? searchParams.get('organisation') : null,
		/** Codes of the activities that have a page: some of a period's commitments are planned no more. */
		pages: isOfCommitments(shown.figure) ? known.record.elements.map(({ code }) => code) : [],
		...subjectOf(known, derivation.of)
	};
};
