/** What every page here begins with: the framework of its address, or 404. */
import { error } from '@sveltejs/kit';
import { find, type FrameworkRecord } from '#lib/server/frameworks/queries.ts';

interface Asked {
	locals: App.Locals;
	params: { framework: string };
}

export const found = async ({ locals, params }: Asked): Promise<FrameworkRecord> =>
	(await find(locals.db, params.framework)) ?? error(404, 'not_found');
