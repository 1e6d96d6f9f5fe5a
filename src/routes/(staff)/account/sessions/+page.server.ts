import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { Already } from '#lib/server/auth/errors.ts';
import { typed } from '#lib/server/auth/form-fields.ts';
import { end, endOthers, list } from '#lib/server/auth/account/own-sessions.ts';
import { clearSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { hashOf } from '#lib/server/auth/tokens.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { user, sessionToken } = signedIn({ locals });
	return {
		title: m.account_sessions(),
		sessions: await list(locals.db, user.id, sessionToken, new Date())
	};
};

export const actions: Actions = {
	end: async ({ cookies, locals, request, url }) => {
		const { user, sessionToken } = signedIn({ locals });
		const id = typed(await request.formData(), 'session');
		try {
			await end(locals.db, user.id, id);
		} catch (cause) {
			if (cause instanceof Already) return { done: m.account_session_ended_before() };
			throw cause;
		}
		if (id === hashOf(sessionToken)) {
			clearSessionCookie(cookies, url);
			redirect(303, '/');
		}
		return { done: m.account_session_ended() };
	},
	others: async ({ locals }) => {
		const { user, sessionToken } = signedIn({ locals });
		await endOthers(locals.db, user.id, sessionToken);
		return { done: m.account_sessions_others_ended() };
	}
};
