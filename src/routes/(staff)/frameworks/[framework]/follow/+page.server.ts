import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import { follow } from '#lib/server/frameworks/commands.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { frameworkValues, parseFramework } from '../../framework-form.ts';
import { found } from '../found.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const stored = await found(event);
	const values = frameworkValues(stored);
	return {
		title: m.framework_follow_heading({ framework: frameworkTitle(stored) }),
		requestId: crypto.randomUUID(),
		...{ slug: stored.slug, name: frameworkTitle(stored), language: stored.language },
		// its own name is what makes it another one
		values: { ...values, slug: '', edition: '' } as Record<string, string>
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { id } = await found(event);
		const values = await readForm(event.request);
		const form = parseFramework(values);
		if (!form.ok) return wrong(values, form.errors);
		return sendAct(
			{ event, values },
			(request) => follow(db, actor, id, form.fields, { request }),
			(slug) => `/frameworks/${slug}/map`
		);
	}
};
