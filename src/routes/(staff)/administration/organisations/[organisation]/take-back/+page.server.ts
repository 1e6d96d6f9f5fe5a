import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { m } from '#lib/paraglide/messages.js';
import { findEdited, presentDay } from '#lib/server/organisations/administration.ts';
import { previewTakingBack, takeBackEnd } from '#lib/server/organisations/taking-back.ts';
import { Refused } from '#lib/server/writing/refusals.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { refusedWords } from '#app/answers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, params }) => {
	const one = (await findEdited(db, params.organisation)) ?? error(404, 'not_found');
	const today = await presentDay(db, now);
	const { slug, acronym, name } = one;
	const page = {
		title: m.organisation_back_of({ acronym }),
		organisation: { slug, acronym, name },
		requestId: crypto.randomUUID()
	};
	try {
		const { ending, ...found } = await previewTakingBack(db, actor, one.id, today);
		const names = ending.map((other) => other.acronym);
		return { ...page, refused: null, preview: { ...found, ending: names } };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { ...page, refused: refusedWords(cause), preview: null };
	}
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const one = (await findEdited(db, event.params.organisation)) ?? error(404, 'not_found');
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors);
		const today = await presentDay(db, now);
		const seen = values['seen'] ?? '';
		const failure = await sendAct(
			{ event, values },
			(request) =>
				takeBackEnd(db, actor, one.id, { request, today, seen, reason: form.output.reason }),
			(slug) => `/administration/organisations/${slug}?did=take-back`
		);
		return failure.status === 409 ? wrong(values, { '': m.organisation_moved() }) : failure;
	}
};
