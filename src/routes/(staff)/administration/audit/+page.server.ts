import { m } from '#lib/paraglide/messages.js';
import { latest } from '#lib/server/writing/entries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	title: m.account_audit(),
	entries: await latest(locals.db, 100)
});
