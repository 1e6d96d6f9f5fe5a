/**
 * What an administrator does to others asks again who it is, once the password or a code was given
 * longer than 15 minutes ago: a computer that was left open must not hand out roles. What was typed
 * comes along, so that it is done as soon as that is shown.
 */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { secret } from '#lib/server/auth/form-fields.ts';
import { confirmAgain, confirmsBy } from '#lib/server/auth/account/own-account.ts';
import { isConfirmed } from '#lib/server/auth/sessions.ts';
import { isSafe } from '../safe-methods.ts';
import { confirmField } from './form.ts';

const confirmed = /^\/\(staff\)\/(administration(\/|$)|start$)/;

const asks = ({ request, route }: RequestEvent) =>
	!isSafe(request.method) && confirmed.test(route.id ?? '');

async function given({ request }: RequestEvent): Promise<string> {
	const form = await request
		.clone()
		.formData()
		.catch(() => error(400, 'bad_request'));
	return secret(form, confirmField).trim();
}

export const confirmFirst: Handle = async ({ event, resolve }) => {
	const { user, sessionToken, confirmedAt, caller, db, seal } = event.locals;
	const now = new Date();
	if (!asks(event) || !user || !sessionToken || !confirmedAt || isConfirmed(confirmedAt, now))
		return resolve(event);
	const by = confirmsBy(user);
	const text = await given(event);
	const sent = { sessionToken, text, from: caller };
	const tried = by !== null && text !== '';
	if (tried && (await confirmAgain(db, seal, user, sent, now))) return resolve(event);
	error(403, 'confirm_first', { confirm: { by, refused: tried } });
};
