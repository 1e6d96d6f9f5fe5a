import { error, fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { formerMember } from '#lib/accounts/former-member.ts';
import {
	Already,
	LastAdministrator,
	NoSuchOrganisation,
	NotConfirmed
} from '#lib/server/auth/errors.ts';
import { typed } from '#lib/server/auth/form-fields.ts';
import * as organisationChoices from '#lib/server/auth/organisation-choices.ts';
import { eraseAnother } from '#lib/server/auth/personal-data/erasure.ts';
import {
	disable,
	enable,
	grant,
	makeSignInLink,
	resetFactor,
	withdraw
} from '#lib/server/auth/administration/users.ts';
import { forgetWaiting, waitingOn } from '#lib/server/auth/administration/waiting.ts';
import { find } from '#lib/server/auth/users.ts';
import { NotFound } from '#lib/server/writing/refusals.ts';
import { readRole } from '../../role-form.ts';
import type { Actions, PageServerLoad } from './$types';

const isId = (text: string) => /^\d{1,18}$/.test(text);

export const load: PageServerLoad = async ({ locals, params }) => {
	const person = isId(params.user) ? await find(locals.db, params.user) : undefined;
	if (!person) error(404, 'not_found');
	return {
		title: person.name,
		person,
		former: formerMember(person.grants),
		waiting: await waitingOn(locals.db, person, new Date()),
		organisations: await organisationChoices.list(locals.db)
	};
};

/** Runs a command on the person of this page and turns what it refuses into an answer. */
async function change(
	userId: string,
	command: () => Promise<void>,
	values: Record<string, string> = {}
) {
	if (!isId(userId)) error(404, 'not_found');
	try {
		await command();
	} catch (cause) {
		if (cause instanceof NotFound) error(404, 'not_found');
		if (cause instanceof Already) return { values: {}, errors: {}, already: m.account_already() };
		if (cause instanceof LastAdministrator)
			return fail(409, { values: {}, errors: { '': m.account_last_administrator() } });
		if (cause instanceof NoSuchOrganisation)
			return fail(400, { values, errors: { organisation: m.account_organisation_problem() } });
		if (cause instanceof NotConfirmed)
			return fail(400, { values: {}, errors: { email: m.account_erase_confirm_problem() } });
		throw cause;
	}
	return { values: {}, errors: {}, changed: true };
}

export const actions: Actions = {
	grant: async ({ locals: { db, actor }, params: { user }, request }) => {
		const form = await request.formData();
		const values = { role: typed(form, 'role'), organisation: typed(form, 'organisation') };
		const choice = readRole(form);
		if ('errors' in choice) return fail(400, { values, errors: choice.errors });
		return await change(user, () => grant(db, actor, { userId: user, ...choice }), values);
	},
	withdraw: async ({ locals: { db, actor }, params: { user }, request }) => {
		const grantId = typed(await request.formData(), 'grant');
		if (!isId(grantId)) error(404, 'not_found');
		return await change(user, () => withdraw(db, actor, { userId: user, grantId }));
	},
	disable: async ({ locals: { db, actor }, params: { user } }) =>
		await change(user, () => disable(db, actor, user, new Date())),
	enable: async ({ locals: { db, actor }, params: { user } }) =>
		await change(user, () => enable(db, actor, user)),
	unlock: async ({ locals: { db, actor }, params: { user } }) =>
		await change(user, () => forgetWaiting(db, actor, user)),
	reset: async ({ locals: { db, actor }, params: { user } }) =>
		await change(user, () => resetFactor(db, actor, user)),
	link: async ({ locals: { db, actor }, params: { user }, url }) => {
		let link = '';
		const answer = await change(user, async () => {
			link = `${url.origin}/auth/link/${await makeSignInLink(db, actor, user, new Date())}`;
		});
		return 'changed' in answer && answer.changed ? { values: {}, errors: {}, link } : answer;
	},
	erase: async ({ locals: { db, actor }, params: { user }, request }) => {
		const confirmation = typed(await request.formData(), 'email');
		return await change(user, async () => {
			const person = await find(db, user);
			const erasure = {
				userId: user,
				confirmation,
				formerMember: formerMember(person?.grants ?? [])
			};
			await eraseAnother(db, actor, erasure, new Date());
		});
	}
};
