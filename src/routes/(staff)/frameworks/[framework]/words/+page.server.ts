import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import { one } from '#lib/server/frameworks/queries.ts';
import { translate, translationsOf } from '#lib/server/frameworks/translations.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { found } from '../found.ts';
import { parseWords, wordsValues } from './words-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function whole(event: Pick<RequestEvent, 'locals' | 'params'>) {
	const { id } = await found(event);
	return (await one(event.locals.db, id)) ?? error(404, 'not_found');
}

export const load: PageServerLoad = async (event) => {
	const framework = await whole(event);
	const translations = await translationsOf(event.locals.db, framework.id);
	const language = event.url.searchParams.get('language') ?? '';
	const stored = translations.find((it) => it.language === language);
	return {
		title: m.framework_translation_heading({ framework: frameworkTitle(framework) }),
		requestId: crypto.randomUUID(),
		...{ slug: framework.slug, name: frameworkTitle(framework), language: framework.language },
		languages: translations.map((it) => it.language),
		values: {
			...wordsValues(framework, language, stored),
			version: String(stored?.version ?? 0)
		} as Record<string, string>
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const framework = await whole(event);
		const values = await readForm(event.request);
		const form = parseWords(values, framework);
		if (!form.ok) return wrong(values, form.errors);
		const at = { id: framework.id, version: Number(versionOf(values)) };
		return sendAct(
			{ event, values },
			(request) => translate(db, actor, at, form.translation, { request }),
			(slug) => `/frameworks/${slug}`
		);
	}
};
