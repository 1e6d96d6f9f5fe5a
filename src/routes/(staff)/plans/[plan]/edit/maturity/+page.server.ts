import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { latestScored } from '#app/asked/maturity.ts';
import { isAssessable, modelTitle } from '#lib/domain/maturity/model.ts';
import { gapsBelow, targetOf } from '#lib/domain/maturity/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations } from '#lib/server/assessments/queries.ts';
import { setTarget, targetsOf } from '#lib/server/assessments/targets.ts';
import { list } from '#lib/server/maturity/queries.ts';
import { day, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, actor } = event.locals;
	const plan = await editedPlan(event);
	const [models, all, targets] = await Promise.all([
		list(db),
		organisations(db, null),
		targetsOf(db, plan.id)
	]);
	const assessable = models.filter(isAssessable);
	const names = new Map(all.map((one) => [one.id, one.acronym]));
	const latest = await latestScored(db, plan.id, models, actor);
	const levels = [...new Set(assessable.flatMap((one) => one.levels.map((of) => of.number)))];
	const standing = new Map(
		targets.map((one) => [`${one.modelId} ${one.organisationId ?? ''}`, one] as const)
	);
	return {
		title: m.maturity_target_heading(),
		targets: [...standing.values()]
			.filter(({ level }) => level !== null)
			.map(({ modelId, organisationId, level, dueOn }) => ({
				...{ key: `${modelId} ${organisationId ?? ''}`, level, dueOn },
				model: modelTitle(models.find((one) => one.id === modelId)!),
				of: organisationId === null ? null : (names.get(organisationId) ?? '')
			})),
		behind: latest.map(({ one, model }) => {
			const level = targetOf(targets, one.modelId, one.organisationId)?.level ?? null;
			return {
				...{ id: one.id, on: one.on, organisation: names.get(one.organisationId) ?? '' },
				model: modelTitle(model),
				gaps: level === null ? null : gapsBelow(model, one.levels, level).length
			};
		}),
		models: assessable.map((one) => ({ value: one.id, word: modelTitle(one) })),
		organisations: all.map(({ id, acronym, name }) => ({ value: id, word: `${acronym} ${name}` })),
		levels: levels
			.toSorted((one, other) => one - other)
			.map((one) => ({ value: String(one), word: String(one) })),
		saved: event.url.searchParams.get('saved')
	};
};

const fields = {
	model: words(20, () => m.edit_error_choose()),
	organisation: optionalWords(20),
	level: optionalWords(2),
	due_on: day,
	reason
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(fields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { model: modelId, organisation: organisationId, level, due_on: dueOn } = form.output;
		// what is no number is no level of any model
		const number = level === null ? null : /^\d{1,2}$/.test(level) ? Number(level) : -1;
		const target = { modelId, organisationId, level: number, dueOn, reason: form.output.reason };
		return sendEdit(
			{ event, plan, values },
			(edited) => setTarget(db, actor, edited, target),
			() => `${event.url.pathname}?saved=target`
		);
	}
};
