import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { usageOf } from './usage.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [all, usage] = [await frameworks(locals.db), await usageOf(locals)];
	const mayDefine = can(locals.actor, 'define_frameworks');
	return {
		title: m.framework_list(),
		mayDefine,
		// what no plan uses yet is somebody's work, and nobody else's business
		frameworks: all
			.filter(({ id }) => mayDefine || usage.has(id))
			.map(({ id, slug, title, edition, language, axes }) => ({
				...{ slug, title, edition, language },
				axes: axes.map((axis) => ({ title: axis.title, terms: axis.terms.length })),
				plans: usage.get(id) ?? []
			}))
	};
};
