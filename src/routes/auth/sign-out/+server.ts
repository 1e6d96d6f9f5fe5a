import { redirect } from '@sveltejs/kit';
import { leave } from '#app/leaving.ts';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { db, sessionToken, user } = event.locals;
	if (user && sessionToken) await signOut(db, user.id, sessionToken);
	leave(event);
	redirect(303, '/');
};
