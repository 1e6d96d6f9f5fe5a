import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { m } from '#lib/paraglide/messages.js';
import { create } from '#lib/server/frameworks/commands.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { parseFramework } from '../framework-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	title: m.framework_new(),
	requestId: crypto.randomUUID(),
	values: { language: 'en', provenance: 'editorial' } as Record<string, string>
});

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const values = await readForm(event.request);
		const form = parseFramework(values);
		if (!form.ok) return wrong(values, form.errors);
		return sendAct(
			{ event, values },
			(request) => create(db, actor, form.fields, { request }),
			(slug) => `/frameworks/${slug}`
		);
	}
};
