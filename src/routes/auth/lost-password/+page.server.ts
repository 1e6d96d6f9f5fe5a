import { error, fail } from '@sveltejs/kit';
import { tellOfLostPassword } from '#app/mails.ts';
import { m } from '#lib/paraglide/messages.js';
import { emailOf, typed } from '#lib/server/auth/form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

/** Without a mail server only the operator or an administrator makes links. */
export const load: PageServerLoad = ({ locals }) => {
	if (!locals.mailer) error(404, 'not_found');
	return { title: m.account_lost_title() };
};

export const actions: Actions = {
	default: async (event) => {
		if (!event.locals.mailer) error(404, 'not_found');
		const given = typed(await event.request.formData(), 'email');
		const email = emailOf(given);
		const values = { email: given };
		if (!email) return fail(400, { values, errors: { email: m.account_email_problem() } });
		// not waited for: how long it takes would tell whether there is an account
		void tellOfLostPassword(event, email).catch(() => {});
		return { values, errors: {}, done: true };
	}
};
