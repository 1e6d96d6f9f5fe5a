import { error, fail, redirect } from '@sveltejs/kit';
import { formerMember } from '#lib/accounts/former-member.ts';
import { m } from '#lib/paraglide/messages.js';
import { LastAdministrator, NotConfirmed, WrongPassword } from '#lib/server/auth/errors.ts';
import { secret, typed } from '#lib/server/auth/form-fields.ts';
import { confirmPerson, needsConfirming } from '#lib/server/auth/account/own-account.ts';
import { eraseSelf } from '#lib/server/auth/personal-data/erasure.ts';
import { countsOf } from '#lib/server/auth/personal-data/held.ts';
import { find } from '#lib/server/auth/users.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { leave } from '#app/leaving.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { user, sessionToken } = signedIn({ locals });
	const grants = (await find(locals.db, user.id))?.grants ?? [];
	return {
		title: m.account_personal_data(),
		email: user.email,
		demonstration: user.demonstration,
		hasPassword: user.hasPassword,
		hasFactor: user.hasFactor,
		grants,
		held: await countsOf(locals.db, user.id, user.email),
		former: formerMember(grants),
		needsPassword: await needsConfirming(locals.db, user, sessionToken, new Date())
	};
};

/** The words beside a field for what an erasure refuses; throws on what is no refusal. */
function refusalOf(cause: unknown): Record<string, string> {
	if (cause instanceof NotAllowed) error(403, 'not_allowed');
	if (cause instanceof WrongPassword) return { present: m.account_password_wrong() };
	if (cause instanceof NotConfirmed) return { email: m.account_erase_confirm_problem() };
	if (cause instanceof LastAdministrator) return { '': m.account_last_administrator() };
	throw cause;
}

export const actions: Actions = {
	erase: async (event) => {
		const { locals, request } = event;
		const { user, sessionToken } = signedIn({ locals });
		const form = await request.formData();
		const given = { sessionToken, present: secret(form, 'present'), from: locals.caller };
		const grants = (await find(locals.db, user.id))?.grants ?? [];
		const erasure = { confirmation: typed(form, 'email'), formerMember: formerMember(grants) };
		try {
			await confirmPerson(locals.db, user, given, new Date());
			await eraseSelf(locals.db, user, erasure, new Date());
		} catch (cause) {
			return fail(400, { errors: refusalOf(cause) });
		}
		leave(event);
		redirect(303, '/');
	}
};
