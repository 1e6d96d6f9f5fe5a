import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { latestOf, stateOf } from '#lib/domain/maturity/assessment.ts';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import { answer, AnsweredSince } from '#lib/server/assessments/answering.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { askedAssessment, type AskedAssessment } from '../../asked.ts';
import { answerRows, answersIn, seenNow } from './answer-form.ts';
import type { Actions, PageServerLoad } from './$types';

const dimensionAt = ({ model }: AskedAssessment, code: string) => {
	const at = model.dimensions.findIndex((one) => one.code === code);
	return at === -1 ? error(404, 'not_found') : at;
};

/** In which round the person answers; who may not answer reads what the check found, else the organisation. */
function roundOf({ record, can }: AskedAssessment) {
	if (can('answer')) return { round: 'own', writes: true } as const;
	if (can('check')) return { round: 'check', writes: true } as const;
	const checked = latestOf(record, 'check').size > 0;
	return { round: checked ? 'check' : 'own', writes: false } as const;
}

export const load: PageServerLoad = async (event) => {
	const asked = await askedAssessment(event);
	const { record, model, organisation } = asked;
	const at = dimensionAt(asked, event.params.dimension);
	const dimension = model.dimensions[at]!;
	const { round, writes } = roundOf(asked);
	const { searchParams } = event.url;
	return {
		title: `${organisation.acronym}: ${dimension.title}`,
		assessment: { id: record.id, on: record.on, state: stateOf(record) },
		organisation: organisation.acronym,
		model: { title: modelTitle(model), language: model.language },
		dimension: {
			...{ code: dimension.code, title: dimension.title, description: dimension.description },
			...{ number: at + 1, of: model.dimensions.length }
		},
		next: model.dimensions[at + 1]?.code ?? null,
		...{ round, writes, rows: answerRows(asked, dimension, round) },
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const asked = await askedAssessment(event);
		const { plan, record, model } = asked;
		const at = dimensionAt(asked, event.params.dimension);
		const values = await readForm(event.request);
		const { answers, errors } = answersIn(values, asked);
		if (Object.keys(errors).length > 0) return wrong(values, errors);
		const round = values['round'] === 'check' ? 'check' : 'own';
		const base = `/plans/${plan.slug}/assessments/${record.id}`;
		const next = values['then'] === 'next' ? model.dimensions[at + 1]?.code : undefined;
		const here = next ?? (values['then'] === 'next' ? '' : event.params.dimension);
		return sendEdit(
			{ event, plan, values },
			(edited) =>
				answer(db, actor, edited, record.id, { round, answers }).catch((cause: unknown) => {
					// both answers are shown: whoever sends it again has seen them
					if (cause instanceof AnsweredSince) Object.assign(values, seenNow(cause.latest, asked));
					throw cause;
				}),
			(count) => `${base}/${encodeURIComponent(here)}?saved=answers&count=${count}`
		);
	}
};
