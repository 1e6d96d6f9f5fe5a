import { criteriaOf, isAssessable } from '#lib/domain/maturity/model.ts';
import { m } from '#lib/paraglide/messages.js';
import { list } from '#lib/server/maturity/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	title: m.maturity_models(),
	models: (await list(locals.db)).map((model) => ({
		...{ slug: model.slug, title: model.title, edition: model.edition, language: model.language },
		...{ description: model.description, assessable: isAssessable(model) },
		...{ dimensions: model.dimensions.length, criteria: criteriaOf(model).length },
		...{ levels: model.levels.length, origin: model.origin.kind }
	}))
});
