import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { latestOf, roundsOf, stateOf } from '#lib/domain/maturity/assessment.ts';
import { maySee } from '#lib/domain/maturity/cycle.ts';
import { criteriaOf, isAssessable, modelTitle } from '#lib/domain/maturity/model.ts';
import { scoreOf } from '#lib/domain/maturity/score.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { begin } from '#lib/server/assessments/commands.ts';
import { ofPlan, organisations } from '#lib/server/assessments/queries.ts';
import { list } from '#lib/server/maturity/queries.ts';
import { day, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { planOf } from './asked.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const plan = planOf({ locals });
	const day = today(plan.time_zone, now);
	const [records, models, all] = await Promise.all([
		ofPlan(db, plan.id),
		list(db),
		organisations(db, null)
	]);
	const [byId, names] = [
		new Map(models.map((one) => [one.id, one])),
		new Map(all.map((one) => [one.id, one]))
	];
	const writes = (organisationId: string) =>
		can(actor, 'write_report', { organisationIds: [organisationId] });
	const seen = records.filter((record) => {
		const state = stateOf(record);
		return state !== 'withdrawn' && maySee(actor, { ...record, state });
	});
	return {
		title: m.assessment_title({ plan: plan.short_title ?? plan.title }),
		day,
		assessments: seen
			.map((record) => {
				const model = byId.get(record.modelId)!;
				const { counted, verified } = roundsOf(record);
				const { value, partial } = scoreOf(model, counted);
				return {
					...{ id: record.id, on: record.on, state: stateOf(record), verified, value, partial },
					organisation: names.get(record.organisationId)!.acronym,
					...{ model: modelTitle(model), language: model.language },
					answered: [...latestOf(record, 'own').values()].filter((one) => one.assessed !== null)
						.length,
					total: criteriaOf(model).length
				};
			})
			.toSorted(
				(one, other) =>
					other.on.localeCompare(one.on) || one.organisation.localeCompare(other.organisation)
			),
		models: models.filter(isAssessable).map((one) => ({ value: one.id, word: modelTitle(one) })),
		organisations: all
			.filter(({ id, validTo }) => writes(id) && (validTo === null || validTo > day))
			.map(({ id, acronym, name }) => ({ value: id, word: `${acronym} ${name}` })),
		saved: url.searchParams.get('saved')
	};
};

const fields = {
	model: words(20, () => m.edit_error_choose()),
	organisation: words(20, () => m.edit_error_choose()),
	on: day
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, now } = event.locals;
		const plan = planOf(event);
		const values = await readForm(event.request);
		const form = parseFields(fields, values, ({ on }): Record<string, string> =>
			on === null ? { on: m.assessment_error_on() } : {}
		);
		if (!form.ok) return wrong(values, form.errors);
		const { model: modelId, organisation: organisationId } = form.output;
		const made = { modelId, organisationId, on: form.output.on! };
		const base = `/plans/${plan.slug}/assessments`;
		return sendEdit(
			{ event, plan, values },
			(edited) => begin(db, actor, edited, made, today(plan.time_zone, now)),
			(id) => `${base}/${id}?saved=made`
		);
	}
};
