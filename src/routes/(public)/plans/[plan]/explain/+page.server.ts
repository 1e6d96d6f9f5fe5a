import { error } from '@sveltejs/kit';
import { explained } from '#lib/domain/explained.ts';
import { derivationOf, subjectOf } from '#lib/server/derivations/reference.ts';
import { asOf, BadAsOf } from '#lib/server/plans/as-of.ts';
import { figures } from '#lib/server/plans/figures.ts';
import * as plans from '#lib/server/plans/queries.ts';
import { figureWords } from '#lib/ui/derivation-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const plan = await plans.find(locals.db, params.plan);
	if (!plan) error(404, 'not_found');
	try {
		const day = asOf(url.searchParams.get('as_of'), plan.time_zone, locals.now);
		const known = await figures(locals.db, plan, day.asOf, day.today);
		const [figure, of] = [url.searchParams.get('figure'), url.searchParams.get('of')];
		const derivation = derivationOf(known, figure, of);
		if (!derivation) error(404, 'no_such_figure');
		return {
			title: m.explain_title({ figure: figureWords[derivation.figure]() }),
			explained: explained(derivation),
			...subjectOf(known, derivation.of)
		};
	} catch (cause) {
		if (cause instanceof BadAsOf) error(400, 'bad_as_of');
		throw cause;
	}
};
