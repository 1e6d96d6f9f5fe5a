import { error } from '@sveltejs/kit';
import { isAssessable, modelTitle } from '#lib/domain/maturity/model.ts';
import { find } from '#lib/server/maturity/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id: _, ...model } = (await find(locals.db, params.model)) ?? error(404, 'not_found');
	const byGroup = Map.groupBy(model.dimensions, ({ group }) => group?.code ?? '');
	return {
		title: modelTitle(model),
		model: { ...model, assessable: isAssessable(model) },
		groups: [...byGroup.values()].map((dimensions) => ({
			group: dimensions[0]!.group,
			dimensions
		}))
	};
};
