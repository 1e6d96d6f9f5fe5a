import { error } from '@sveltejs/kit';
import { optingOut } from '#app/notice-mails.ts';
import { m } from '#lib/paraglide/messages.js';
import { chooseDigest } from '#lib/server/notices/commands.ts';
import { addressee } from '#lib/server/notices/queries.ts';
import type { Actions, PageServerLoad } from './$types';

async function readerOf(locals: App.Locals, token: string): Promise<string> {
	const userId = optingOut(locals.seal, token);
	const person = userId === undefined ? undefined : await addressee(locals.db, userId);
	return person && !person.disabled ? person.id : error(404, 'link_not_valid');
}

/** Opening the link changes nothing: mail programs and scanners open links too. */
export const load: PageServerLoad = async ({ locals, params }) => {
	await readerOf(locals, params.token);
	return { title: m.notice_opt_out_title() };
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		await chooseDigest(locals.db, await readerOf(locals, params.token), 'never');
		return { done: true };
	}
};
