import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { setBrowserCookie } from '#lib/server/auth/session-cookie.ts';
import { canUnlock, unlock } from '#lib/server/auth/unlocking.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link uses nothing up: mail programs and scanners open links too. */
export const load: PageServerLoad = async ({ locals, params }) => {
	if (!(await canUnlock(locals.db, params.token, new Date()))) error(404, 'link_not_valid');
	return { title: m.account_unlock_heading() };
};

export const actions: Actions = {
	default: async ({ cookies, locals, params, url }) => {
		const browser = await unlock(locals.db, params.token, locals.caller, new Date());
		if (!browser) error(404, 'link_not_valid');
		setBrowserCookie(cookies, url, browser);
		redirect(303, '/auth/sign-in');
	}
};
