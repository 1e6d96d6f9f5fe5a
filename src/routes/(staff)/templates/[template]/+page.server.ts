import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { withdraw } from '#lib/server/templates/commands.ts';
import { find, items } from '#lib/server/templates/queries.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { templateParts } from '#lib/views/template-parts.ts';
import { templateLine } from '../template-line.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const templateOf = async ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
	(await find(locals.db, params.template)) ?? error(404, 'not_found');

export const load: PageServerLoad = async (event) => {
	const template = await templateOf(event);
	const { title, madeBy, madeAt, follows, followedBy, withdrawn, provenance } = template;
	return {
		...{ title, requestId: crypto.randomUUID(), labels: template.labels },
		template: {
			...templateLine(template),
			...{ madeBy, madeAt, timeZone: template.plan.timeZone, follows, followedBy, provenance },
			...{ reason: template.reason, withdrawnBecause: withdrawn?.reason ?? null }
		},
		parts: templateParts(await items(event.locals.db, template.id)),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const template = await templateOf(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors);
		const { db, actor } = event.locals;
		return sendAct(
			{ event, values },
			(request) => withdraw(db, actor, template.id, { reason: form.output.reason, request }),
			() => `/templates/${template.slug}?saved=withdrawn`
		);
	}
};
