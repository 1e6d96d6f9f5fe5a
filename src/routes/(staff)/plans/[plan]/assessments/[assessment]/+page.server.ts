import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import {
	differences,
	latestOf,
	makersOf,
	roundsOf,
	stateOf,
	unchecked,
	versionOf
} from '#lib/domain/maturity/assessment.ts';
import { assessmentSteps, isOwnCheck, needsReason } from '#lib/domain/maturity/cycle.ts';
import { answerField } from '#lib/domain/maturity/entries.ts';
import { criteriaOf, modelTitle } from '#lib/domain/maturity/model.ts';
import { scoreOf } from '#lib/domain/maturity/score.ts';
import { m } from '#lib/paraglide/messages.js';
import { take } from '#lib/server/assessments/commands.ts';
import { oneOf, optionalWords } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { askedAssessment, type AskedAssessment } from './../asked.ts';
import type { Actions, PageServerLoad } from './$types';

/** How far each dimension was answered and checked. */
function sectionsOf({ record, model }: AskedAssessment) {
	const [own, check] = [latestOf(record, 'own'), latestOf(record, 'check')];
	const rounds = roundsOf(record);
	const [ofOwn, ofCheck] = [scoreOf(model, rounds.own), scoreOf(model, rounds.check)];
	return model.dimensions.map(({ code, title, group, criteria }, at) => ({
		...{ code, title, group: group && `${group.code} ${group.title}`, total: criteria.length },
		answered: criteria.filter((one) => (own.get(one.code)?.assessed ?? null) !== null).length,
		checked: criteria.filter((one) => check.has(one.code)).length,
		...{ own: ofOwn.dimensions[at]!.value, check: ofCheck.dimensions[at]!.value }
	}));
}

/** What the last return asks to be mended, by criterion. */
function returnedOf({ record, model }: AskedAssessment) {
	if (stateOf(record) !== 'returned') return null;
	const { reason, reasons } = record.steps.at(-1)!;
	const titles = new Map(criteriaOf(model).map(({ code, title }) => [code, title]));
	return {
		reason,
		criteria: Object.entries(reasons).map(([code, why]) => ({
			...{ code, why, title: titles.get(code) ?? '' },
			dimension: model.dimensions.find(({ criteria }) => criteria.some((one) => one.code === code))!
				.code
		}))
	};
}

export const load: PageServerLoad = async (event) => {
	const asked = await askedAssessment(event);
	const { record, model, organisation, can } = asked;
	const { actor } = event.locals;
	const { own, check } = roundsOf(record);
	const state = stateOf(record);
	const [ofOwn, ofCheck] = [scoreOf(model, own), scoreOf(model, check)];
	const criteria = criteriaOf(model);
	const comments = latestOf(record, 'check');
	const { organisationId } = record;
	const { searchParams } = event.url;
	return {
		title: `${organisation.acronym}: ${modelTitle(model)}`,
		assessment: { id: record.id, on: record.on, state, version: versionOf(record) },
		organisation: { acronym: organisation.acronym, name: organisation.name },
		model: {
			...{ title: modelTitle(model), slug: model.slug, language: model.language },
			levels: [...model.levels]
		},
		sections: sectionsOf(asked),
		scores: { own: ofOwn, check: state === 'draft' || state === 'returned' ? null : ofCheck },
		differences: differences(
			record,
			criteria.map(({ code }) => code)
		).map((one) => ({
			...one,
			title: criteria.find(({ code }) => code === one.criterion)!.title,
			comment: comments.get(one.criterion)?.comment ?? null
		})),
		returned: returnedOf(asked),
		unchecked: unchecked(record).length,
		isOwnCheck: isOwnCheck('verify', actor, { state, organisationId, makers: makersOf(record) }),
		steps: record.steps.map(({ id, step, reason, by, at }) => ({ id, step, reason, by, at })),
		acts: assessmentSteps.filter(can),
		writes: can('answer') ? ('own' as const) : can('check') ? ('check' as const) : null,
		criteria: can('return')
			? criteria.map(({ code, title }, at) => ({ field: answerField(at, 'why'), code, title }))
			: [],
		saved: searchParams.get('saved')
	};
};

const longestReason = 500;
const stepFields = { step: oneOf(assessmentSteps), reason: optionalWords(longestReason) };

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, record, model } = await askedAssessment(event);
		const values = await readForm(event.request);
		const step = values['step'] ?? '';
		const form = parseFields(stepFields, values, ({ step: of, reason }): Record<string, string> =>
			of && needsReason(of) && reason === null ? { reason: m.edit_error_reason() } : {}
		);
		if (!form.ok) return wrong(values, form.errors, step);
		const reasons = Object.fromEntries(
			criteriaOf(model).flatMap(({ code }, at) => {
				const why = (values[answerField(at, 'why')] ?? '').trim().slice(0, longestReason);
				return why === '' ? [] : [[code, why]];
			})
		);
		const taken = {
			...{ step: form.output.step, reason: form.output.reason },
			seen: values['version'] ?? '',
			reasons: form.output.step === 'return' ? reasons : {}
		};
		const base = `/plans/${plan.slug}/assessments`;
		return sendEdit(
			{ event, plan, values, form: step },
			(edited) => take(db, actor, edited, record.id, taken),
			() => (step === 'withdraw' ? `${base}?saved=${step}` : `${base}/${record.id}?saved=${step}`)
		);
	}
};
