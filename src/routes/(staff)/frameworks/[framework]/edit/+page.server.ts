import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import { change, remove } from '#lib/server/frameworks/commands.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { frameworkValues, parseFramework } from '../../framework-form.ts';
import { found } from '../found.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const stored = await found(event);
	return {
		title: m.framework_edit_heading({ framework: frameworkTitle(stored) }),
		requestId: crypto.randomUUID(),
		...{ slug: stored.slug, inUse: stored.inUse, name: frameworkTitle(stored) },
		language: stored.language,
		values: { ...frameworkValues(stored), version: String(stored.version) }
	};
};

export const actions: Actions = {
	change: async (event) => {
		const { db, actor } = event.locals;
		const { id } = await found(event);
		const values = await readForm(event.request);
		const form = parseFramework(values);
		if (!form.ok) return wrong(values, form.errors);
		return sendAct(
			{ event, values },
			(request) => change(db, actor, { id, version: versionOf(values) }, form.fields, { request }),
			(slug) => `/frameworks/${slug}`
		);
	},
	remove: async (event) => {
		const { db, actor } = event.locals;
		const { id } = await found(event);
		const values = await readForm(event.request);
		return sendAct(
			{ event, values, form: 'remove' },
			(request) => remove(db, actor, { id, version: versionOf(values) }, { request }),
			() => '/frameworks'
		);
	}
};
