import { redirect } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import * as organisationChoices from '#lib/server/auth/organisation-choices.ts';
import { start } from '#lib/server/plans/commands.ts';
import { list as templateList } from '#lib/server/templates/queries.ts';
import { oneOf, optionalWords } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import {
	periodErrors,
	settingsFields,
	settingsOf,
	startReasons,
	usualSettings
} from './settings-form.ts';
import { nextOf, ways } from './ways.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const templates = await offered(locals.db);
	const from = templates.find(({ value }) => value === url.searchParams.get('from'))?.value;
	const begun = from === undefined ? { way: 'text' } : { way: 'template', template: from };
	return {
		title: m.start_new_plan(),
		requestId: crypto.randomUUID(),
		organisations: (await organisationChoices.list(locals.db)).length,
		mayAddOrganisations: can(locals.actor, 'administer'),
		templates,
		values: { ...usualSettings, ...begun } as Record<string, string>
	};
};

/** The templates that parts can be taken from. */
const offered = async (db: App.Locals['db']) =>
	(await templateList(db))
		.filter(({ withdrawn }) => withdrawn === null)
		.map(({ slug, title }) => ({ value: slug, word: title }));

const fields = { ...settingsFields, way: oneOf(ways), template: optionalWords(200) };

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const values = await readForm(event.request);
		const form = parseFields(fields, values, (read) => periodErrors(values, read));
		if (!form.ok) return wrong(values, form.errors);
		const { way, template, ...read } = form.output;
		const plan = { ...settingsOf(read), vision: null, mission: null };
		// nothing is stored yet that somebody else could have changed
		const stale = (cause: Error) => Promise.reject(cause);
		const done = await attempt({ values, currency: read.currency, stale }, () =>
			start(db, actor, { plan, reasons: startReasons() }, requestOf(event, values))
		);
		if (!done.ok) return done.failure;
		redirect(303, nextOf(way, done.result, template));
	}
};
