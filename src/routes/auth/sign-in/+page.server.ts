import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { afterSignIn } from '#lib/server/auth/after-sign-in.ts';
import { secret, typed } from '#lib/server/auth/form-fields.ts';
import { nextPath } from '#lib/server/auth/next-path.ts';
import { keepsCookies, tryCookies } from '#lib/server/auth/session-cookie.ts';
import { signInWithPassword } from '#lib/server/auth/sign-in.ts';
import { letIn } from '#app/entering.ts';
import { beginAt } from '#app/first-page.ts';
import { tellOfWaiting } from '#app/mails.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, locals, url }) => {
	if (locals.user) redirect(303, nextPath(url.searchParams.get('next')));
	tryCookies(cookies, url);
	return { title: m.account_sign_in(), mailsLinks: locals.mailer !== null };
};

export const actions: Actions = {
	default: async (event) => {
		const { cookies, locals, request, url } = event;
		const form = await request.formData();
		const email = typed(form, 'email');
		const refused = (errors: Record<string, string>) => fail(400, { values: { email }, errors });
		if (!keepsCookies(cookies)) return refused({ '': m.account_cookies_blocked_sign_in() });
		const password = secret(form, 'password');
		const credentials = { email, password, ...locals.caller, instead: locals.sessionToken };
		const entered = await signInWithPassword(
			locals.db,
			credentials,
			new Date(),
			(unlock) => void tellOfWaiting(event, unlock)
		);
		if (!entered) return refused({ email: m.account_sign_in_failed() });
		await letIn(event, entered);
		const next = nextPath(url.searchParams.get('next'));
		const begun = await beginAt(locals.db, entered, next);
		redirect(303, afterSignIn(entered, locals.factorRule, begun));
	}
};
