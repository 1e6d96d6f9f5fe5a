import { error, fail, redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { PasswordRefused, WrongPassword } from '#lib/server/auth/errors.ts';
import { secret } from '#lib/server/auth/form-fields.ts';
import {
	needsPresentPassword,
	setPassword,
	signOutEverywhere
} from '#lib/server/auth/account/own-account.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { lacksFactor } from '#lib/server/auth/second-factor-rule.ts';
import { find } from '#lib/server/auth/users.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { passwordWords } from '#lib/accounts/password-words.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { leave } from '#app/leaving.ts';
import { mayEnter } from '#app/policies.ts';
import { signedIn } from './signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { user, sessionToken } = signedIn({ locals });
	const grants = (await find(locals.db, user.id))?.grants ?? [];
	return {
		title: m.account_heading(),
		account: user.id,
		/** A device may keep forms of whoever reports. */
		reports: mayEnter(locals.actor, '/(staff)/my') === true,
		email: user.email,
		demonstration: user.demonstration,
		hasPassword: user.hasPassword,
		needsPresent: await needsPresentPassword(locals.db, user, sessionToken),
		grants,
		hasFactor: user.hasFactor,
		lacksFactor: lacksFactor(user, grants),
		asleep: locals.asleep,
		/** Nothing is here yet, and the person may begin it. */
		startsHere: can(locals.actor, 'see_start') && (await plans.count(locals.db)) === 0,
		saved: url.searchParams.has('saved')
	};
};

const refused = (errors: Record<string, string>) => fail(400, { errors });

export const actions: Actions = {
	password: async ({ cookies, locals, request, url }) => {
		const { user, sessionToken } = signedIn({ locals });
		const form = await request.formData();
		const password = secret(form, 'password');
		if (password !== secret(form, 'repeat'))
			return refused({ repeat: m.account_password_differs() });
		try {
			const present = secret(form, 'present');
			const given = { sessionToken, present, password, from: locals.caller };
			setSessionCookie(cookies, url, await setPassword(locals.db, user, given, new Date()));
		} catch (cause) {
			if (cause instanceof NotAllowed) error(403, 'not_allowed');
			if (cause instanceof WrongPassword) return refused({ present: m.account_password_wrong() });
			if (cause instanceof PasswordRefused)
				return refused({ password: passwordWords[cause.problem]() });
			throw cause;
		}
		redirect(303, '/account?saved');
	},
	everywhere: async (event) => {
		const { locals } = event;
		await signOutEverywhere(locals.db, signedIn({ locals }).user.id);
		leave(event);
		redirect(303, '/');
	}
};
