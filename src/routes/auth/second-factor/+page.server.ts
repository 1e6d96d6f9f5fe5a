import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';
import { nextPath } from '#lib/server/auth/next-path.ts';
import * as halfSignIn from '#lib/server/auth/half-sign-in.ts';
import { finish as finishSignIn } from '#lib/server/auth/second-factor/finish.ts';
import type { Proof } from '#lib/server/auth/second-factor/prove.ts';
import { halfCookieOf } from '#lib/server/auth/session-cookie.ts';
import { letIn } from '#app/entering.ts';
import { beginAt } from '#app/first-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** The token of a sign-in that can still be finished; without one, back to its beginning. */
async function waiting({ cookies, locals, url }: RequestEvent | Parameters<PageServerLoad>[0]) {
	const token = halfCookieOf(cookies, url);
	if (token && (await halfSignIn.find(locals.db, token, new Date()))) return token;
	redirect(303, `/auth/sign-in${url.searchParams.has('next') ? `?${next(url)}` : ''}`);
}

const next = (url: URL) =>
	new URLSearchParams({ next: nextPath(url.searchParams.get('next')) }).toString();

export const load: PageServerLoad = async (event) => {
	if (event.locals.user) redirect(303, nextPath(event.url.searchParams.get('next')));
	await waiting(event);
	return { title: m.account_factor_sign_in_heading(), next: next(event.url) };
};

async function finish(event: RequestEvent, kind: Proof['kind'], field: string) {
	const { locals, request, url } = event;
	const token = await waiting(event);
	const text = typed(await request.formData(), field);
	const proof = { kind, text, from: locals.caller };
	const entered = await finishSignIn(locals.db, locals.seal, token, proof, new Date());
	if (!entered) return fail(400, { errors: { [field]: m.account_factor_refused() } });
	await letIn(event, entered);
	redirect(303, await beginAt(locals.db, entered, nextPath(url.searchParams.get('next'))));
}

export const actions: Actions = {
	code: (event) => finish(event, 'code', 'code'),
	recovery: (event) => finish(event, 'recovery_code', 'recovery')
};
