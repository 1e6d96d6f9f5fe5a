import type { RequestEvent } from '@sveltejs/kit';
import type { SignedInUser } from '#lib/server/auth/sessions.ts';

/** Who is at these pages: their policy lets nobody in who is not signed in. */
export function signedIn({ locals }: Pick<RequestEvent, 'locals'>): {
	user: SignedInUser;
	sessionToken: string;
} {
	const { user, sessionToken } = locals;
	if (!user || !sessionToken) throw new Error('This route needs a signed-in person.');
	return { user, sessionToken };
}
