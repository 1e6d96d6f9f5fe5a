import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { afterSignIn } from '#lib/server/auth/after-sign-in.ts';
import { nextPath } from '#lib/server/auth/next-path.ts';
import { keepsCookies, tryCookies } from '#lib/server/auth/session-cookie.ts';
import { ownerOf, signInWithLink } from '#lib/server/auth/sign-in-links.ts';
import { letIn } from '#app/entering.ts';
import { beginAt } from '#app/first-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link uses nothing up: mail programs and scanners open links too. */
export const load: PageServerLoad = async ({ cookies, locals, params, url }) => {
	const owner = await ownerOf(locals.db, params.token, new Date());
	if (!owner) error(404, 'link_not_valid');
	tryCookies(cookies, url);
	return { title: m.account_sign_in(), name: owner.name };
};

export const actions: Actions = {
	default: async (event) => {
		const { cookies, locals, params, url } = event;
		const { caller, db, sessionToken } = locals;
		// the link would be used up, and nobody signed in
		if (!keepsCookies(cookies)) return fail(400, { cookies: m.account_cookies_blocked() });
		const entered = await signInWithLink(db, params.token, sessionToken, new Date(), caller);
		if (!entered) error(404, 'link_not_valid');
		await letIn(event, entered);
		const next = nextPath(
			url.searchParams.get('next'),
			entered.suggestPassword ? '/account' : undefined
		);
		const begun = await beginAt(locals.db, entered, next);
		redirect(303, afterSignIn(entered, locals.factorRule, begun));
	}
};
