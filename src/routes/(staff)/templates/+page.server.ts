import { m } from '#lib/paraglide/messages.js';
import { list } from '#lib/server/templates/queries.ts';
import { templateLine } from './template-line.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db } }) => ({
	title: m.template_list(),
	templates: (await list(db)).map(templateLine)
});
