import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { countsOf, stateOf } from '#lib/domain/checklists/answers.ts';
import { answer, AnsweredSince } from '#lib/server/checklists/answering.ts';
import { take } from '#lib/server/checklists/commands.ts';
import { markedWith } from '#lib/server/checklists/queries.ts';
import { oneOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { answerGroups, answersIn, proposedFor, seenNow, withConfirmed } from './answer-form.ts';
import { askedChecklist } from './asked.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const asked = await askedChecklist(event);
	const { plan, checklist, against, items, latest, elements } = asked;
	const proposed = proposedFor(asked, await markedWith(event.locals.db, plan.id));
	const states = items.map(({ key }) => stateOf(latest.get(key)));
	const { searchParams } = event.url;
	return {
		title: checklist.title,
		checklist: {
			...{ id: checklist.id, title: checklist.title, step: checklist.step },
			version: checklist.version
		},
		against: {
			...{ title: against.title, language: against.language, kind: against.kind },
			...{ withdrawn: against.withdrawn, followedBy: against.followedBy }
		},
		...{ counts: countsOf(states), total: states.length },
		groups: answerGroups(asked, proposed),
		elements: elements
			.filter(({ retired }) => !retired)
			.map(({ id, code, title }) => ({ id, code, title })),
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

const stepFields = { step: oneOf(['published', 'unpublished', 'set_aside']), reason };

export const actions: Actions = {
	answer: async (event) => {
		const { db, actor } = event.locals;
		const asked = await askedChecklist(event);
		const { plan, checklist } = asked;
		const proposed = proposedFor(asked, await markedWith(db, plan.id));
		const values = withConfirmed(await readForm(event.request), asked, proposed);
		const { answers, errors } = answersIn(values, asked);
		if (Object.keys(errors).length > 0) return wrong(values, errors, 'answer');
		return sendEdit(
			{ event, plan, values, form: 'answer' },
			(edited) =>
				answer(db, actor, edited, checklist.id, answers).catch((cause: unknown) => {
					// both answers are shown: whoever sends it again has seen them
					if (cause instanceof AnsweredSince) Object.assign(values, seenNow(cause.latest));
					throw cause;
				}),
			(count) => `${event.url.pathname}?saved=answers&count=${count}`
		);
	},
	step: async (event) => {
		const { db, actor } = event.locals;
		const { plan, checklist } = await askedChecklist(event);
		const values = await readForm(event.request);
		const form = parseFields(stepFields, values);
		if (!form.ok) return wrong(values, form.errors, 'step');
		const { step, reason } = form.output;
		const seen = values['version'] ?? '';
		const base = `/plans/${plan.slug}/edit/checklists`;
		return sendEdit(
			{ event, plan, values, form: 'step' },
			(edited) => take(db, actor, edited, { id: checklist.id, seen, step, reason }),
			() =>
				step === 'set_aside' ? `${base}?saved=${step}` : `${base}/${checklist.id}?saved=${step}`
		);
	}
};
