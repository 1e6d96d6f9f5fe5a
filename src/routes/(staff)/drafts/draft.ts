/** What every page of a draft begins with: the draft, or 404. */
import { error } from '@sveltejs/kit';
import * as queries from '#lib/server/plan-drafts/queries.ts';

interface Asked {
	locals: App.Locals;
	params: { draft: string };
}

export async function openDraft({ locals, params }: Asked): Promise<queries.DraftRow> {
	return (await queries.find(locals.db, params.draft)) ?? error(404, 'not_found');
}
