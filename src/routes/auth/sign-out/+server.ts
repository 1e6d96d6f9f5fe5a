import { redirect } from '@sveltejs/kit';
import { clearSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ cookies, locals, url }) => {
	const { db, sessionToken, user } = locals;
	if (user && sessionToken) await signOut(db, user.id, sessionToken);
	clearSessionCookie(cookies, url);
	redirect(303, '/');
};
