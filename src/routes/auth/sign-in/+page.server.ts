import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { afterSignIn } from '#lib/server/auth/after-sign-in.ts';
import { secret, typed } from '#lib/server/auth/form-fields.ts';
import { nextPath } from '#lib/server/auth/next-path.ts';
import { setCookieFor } from '#lib/server/auth/session-cookie.ts';
import { signInWithPassword } from '#lib/server/auth/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.user) redirect(303, nextPath(url.searchParams.get('next')));
	return { title: m.account_sign_in() };
};

export const actions: Actions = {
	default: async ({ cookies, getClientAddress, locals, request, url }) => {
		const form = await request.formData();
		const email = typed(form, 'email');
		const entered = await signInWithPassword(
			locals.db,
			{
				email,
				password: secret(form, 'password'),
				address: getClientAddress(),
				instead: locals.sessionToken
			},
			new Date()
		);
		if (!entered)
			return fail(400, { values: { email }, errors: { email: m.account_sign_in_failed() } });
		setCookieFor(cookies, url, entered);
		const next = nextPath(url.searchParams.get('next'));
		redirect(303, afterSignIn(entered, locals.factorRule, next));
	}
};
