import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { qrPath } from '#lib/accounts/qr-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { WrongPassword } from '#lib/server/auth/errors.ts';
import { secret, typed } from '#lib/server/auth/form-fields.ts';
import { nextPath } from '#lib/server/auth/next-path.ts';
import { confirmPerson, needsConfirming } from '#lib/server/auth/account/own-account.ts';
import type { Proof } from '#lib/server/auth/second-factor/prove.ts';
import * as setUp from '#lib/server/auth/second-factor/set-up.ts';
import { base32, keyUri } from '#lib/server/auth/second-factor/totp.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** What an app needs to know, while a set-up waits for its first code. */
async function waiting({ db, seal }: App.Locals, { id, email }: { id: string; email: string }) {
	const key = await setUp.waitingSecret(db, seal, id);
	if (!key) return null;
	const groups = base32(key).match(/.{4}/g) ?? [];
	return {
		key: groups.join(' '),
		qr: qrPath(keyUri(key, { issuer: m.site_name(), email }))
	};
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { user, sessionToken } = signedIn({ locals });
	const factor = await setUp.find(locals.db, user.id);
	return {
		title: m.account_factor(),
		demonstration: user.demonstration,
		asleep: locals.asleep,
		needsPassword: await needsConfirming(locals.db, user, sessionToken, new Date()),
		on: factor?.confirmedAt ? { since: factor.confirmedAt, left: factor.recoveryCodesLeft } : null,
		waiting: await waiting(locals, user),
		next: nextPath(url.searchParams.get('next'), '/account'),
		turnedOff: url.searchParams.has('off')
	};
};

const refused = (errors: Record<string, string>, of = '') => fail(400, { of, errors });
const here = '/account/second-factor';

async function begin({ locals, request, url }: RequestEvent) {
	const { user, sessionToken } = signedIn({ locals });
	const present = secret(await request.formData(), 'present');
	const given = { sessionToken, present, from: locals.caller };
	try {
		await confirmPerson(locals.db, user, given, new Date());
		await setUp.beginSetUp(locals.db, locals.seal, user, new Date());
	} catch (cause) {
		if (cause instanceof WrongPassword) return refused({ present: m.account_password_wrong() });
		if (cause instanceof NotAllowed) error(403, 'not_allowed');
		throw cause;
	}
	redirect(
		303,
		`${here}?next=${encodeURIComponent(nextPath(url.searchParams.get('next'), '/account'))}`
	);
}

async function confirm({ cookies, locals, request, url }: RequestEvent) {
	const { user } = signedIn({ locals });
	const given = { text: typed(await request.formData(), 'code'), from: locals.caller };
	const { db, seal } = locals;
	const done = await setUp.confirmSetUp(db, seal, user.id, given, new Date());
	if (!done) return refused({ code: m.account_factor_refused() });
	setSessionCookie(cookies, url, done.token);
	locals.sessionToken = done.token;
	locals.asleep = false;
	return { of: '', errors: {}, codes: done.codes };
}

async function proofOf({ locals, request }: RequestEvent): Promise<Proof> {
	const form = await request.formData();
	const [code, recovery] = [typed(form, 'code'), typed(form, 'recovery')];
	const from = locals.caller;
	return recovery
		? { kind: 'recovery_code', text: recovery, from }
		: { kind: 'code', text: code, from };
}

async function renew(event: RequestEvent) {
	const { locals } = event;
	const proof = { ...(await proofOf(event)), kind: 'code' as const };
	const { id } = signedIn({ locals }).user;
	const codes = await setUp.renewRecoveryCodes(locals.db, locals.seal, id, proof, new Date());
	return codes
		? { of: '', errors: {}, codes }
		: refused({ code: m.account_factor_refused() }, 'renew');
}

async function turnOff(event: RequestEvent) {
	const { locals } = event;
	const proof = await proofOf(event);
	const { id } = signedIn({ locals }).user;
	// of two clicks the second finds it off
	const isOff = !(await setUp.find(locals.db, id))?.confirmedAt;
	if (isOff || (await setUp.turnOff(locals.db, locals.seal, id, proof, new Date())))
		redirect(303, `${here}?off`);
	const field = proof.kind === 'code' ? 'code' : 'recovery';
	return refused({ [field]: m.account_factor_refused() }, 'off');
}

export const actions: Actions = { begin, confirm, renew, off: turnOff };
