import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { EmailTaken, PasswordRefused } from '#lib/server/auth/errors.ts';
import { afterSignIn } from '#lib/server/auth/after-sign-in.ts';
import { secret, typed } from '#lib/server/auth/form-fields.ts';
import { accept, find } from '#lib/server/auth/administration/invitations.ts';
import type { Entered } from '#lib/server/auth/sign-in.ts';
import { NotFound } from '#lib/server/writing/refusals.ts';
import { passwordWords } from '#lib/accounts/password-words.ts';
import { letIn } from '#app/entering.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const invitation = await find(locals.db, params.token, new Date());
	if (!invitation) error(404, 'link_not_valid');
	return { title: m.account_invitation_heading(), invitation };
};

const refused = (name: string, errors: Record<string, string>) =>
	fail(400, { values: { name }, errors });

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await request.formData();
		const name = typed(form, 'name');
		const password = secret(form, 'password');
		if (!name || name.length > 200) return refused(name, { name: m.account_name_problem() });
		if (password !== secret(form, 'repeat'))
			return refused(name, { repeat: m.account_password_differs() });
		let entered: Entered;
		try {
			const given = { name, password, instead: locals.sessionToken, from: locals.caller };
			entered = await accept(locals.db, params.token, given, new Date());
		} catch (cause) {
			if (cause instanceof NotFound) error(404, 'link_not_valid');
			if (cause instanceof EmailTaken) return refused(name, { '': m.account_invitation_taken() });
			if (cause instanceof PasswordRefused)
				return refused(name, { password: passwordWords[cause.problem]() });
			throw cause;
		}
		await letIn(event, entered);
		redirect(303, afterSignIn(entered, locals.factorRule, '/account'));
	}
};
