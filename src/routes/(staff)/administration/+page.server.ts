import { error, fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { latest } from '#lib/server/audit/queries.ts';
import { Already, EmailTaken, NoSuchOrganisation } from '#lib/server/auth/errors.ts';
import { emailOf, typed } from '#lib/server/auth/form-fields.ts';
import * as invitations from '#lib/server/auth/administration/invitations.ts';
import * as organisationChoices from '#lib/server/auth/organisation-choices.ts';
import * as users from '#lib/server/auth/users.ts';
import { NotFound } from '#lib/server/writing/refusals.ts';
import { unconfiguredProxy } from '#app/caller.ts';
import { tellInvited } from '#app/mails.ts';
import { requestOf } from '#app/form-request.ts';
import { reportedIn } from '#lib/server/audit/reported.ts';
import { entryView } from './audit-view.ts';
import { readRole } from './role-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const given = url.searchParams.get('page') ?? '1';
	const page = /^[1-9]\d{0,5}$/.test(given) ? Number(given) : error(404, 'not_found');
	return {
		title: m.account_administration(),
		requestId: crypto.randomUUID(),
		page,
		proxy: unconfiguredProxy(),
		...(await users.list(db, page)),
		organisations: await organisationChoices.list(db),
		invitations: await invitations.list(db, new Date()),
		entries: await latestEntries(db)
	};
};

async function latestEntries(db: App.Locals['db']) {
	const entries = await latest(db, 10);
	const reported = await reportedIn(db, entries);
	return entries.map((entry) => entryView(entry, reported.get(entry.id)));
}

function readPerson(form: FormData) {
	const values = {
		email: typed(form, 'email'),
		name: typed(form, 'name'),
		role: typed(form, 'role'),
		organisation: typed(form, 'organisation')
	};
	const errors: Record<string, string> = {};
	const email = emailOf(values.email);
	if (!email) errors.email = m.account_email_problem();
	if (!values.name || values.name.length > 200) errors.name = m.account_name_problem();
	return { values, email: email ?? '', errors };
}

export const actions: Actions = {
	invite: async (event) => {
		const { locals, request, url } = event;
		const form = await request.formData();
		const { values, email, errors } = readPerson(form);
		const choice = readRole(form);
		if ('errors' in choice) Object.assign(errors, choice.errors);
		if ('errors' in choice || Object.keys(errors).length > 0) return fail(400, { values, errors });
		try {
			const person = { email, name: values.name, ...choice };
			const sent = requestOf(event, { ...values, request_id: typed(form, 'request_id') });
			const token = await invitations.invite(locals.db, locals.actor, person, new Date(), sent);
			const address = `${url.origin}/auth/invitation/${token}`;
			const isMailed = tellInvited(locals.mailer, { email, name: values.name, link: address });
			return { values: {}, errors: {}, invited: { name: values.name, address, isMailed } };
		} catch (cause) {
			if (cause instanceof EmailTaken)
				return fail(400, { values, errors: { email: m.account_invite_taken() } });
			if (cause instanceof NoSuchOrganisation)
				return fail(400, { values, errors: { organisation: m.account_organisation_problem() } });
			throw cause;
		}
	},
	withdraw: async ({ locals, request }) => {
		const id = typed(await request.formData(), 'invitation');
		if (!/^\d{1,18}$/.test(id)) error(404, 'not_found');
		try {
			await invitations.withdraw(locals.db, locals.actor, id, new Date());
		} catch (cause) {
			if (cause instanceof NotFound) error(404, 'not_found');
			if (cause instanceof Already)
				return { values: {}, errors: {}, already: m.account_invitation_ended() };
			throw cause;
		}
		return { values: {}, errors: {}, changed: true };
	}
};
