import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import type { Gap } from '#lib/domain/maturity/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/queries.ts';
import { draftGaps, gapsOf } from '#lib/server/assessments/closing.ts';
import { find, organisations } from '#lib/server/assessments/queries.ts';
import { namedElements } from '#lib/server/checklists/queries.ts';
import { inPlanOrder } from '#lib/server/elements/plan-order.ts';
import type { Into } from '#lib/server/gaps/activities.ts';
import { modelById } from '#lib/server/maturity/queries.ts';
import { day, number } from '#lib/ui/format.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { amendmentFields } from '../../amendments/amendment-form.ts';
import { editedPlan } from '../../edited.ts';
import type { Actions, PageServerLoad } from './$types';

interface Asked {
	locals: App.Locals;
	params: { plan: string; assessment: string };
}

async function asked(event: Asked) {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const record = (await find(db, plan.id, event.params.assessment)) ?? error(404, 'not_found');
	const model = (await modelById(db, record.modelId))!;
	const [organisation] = await organisations(db, [record.organisationId]);
	return { plan, record, model, organisation: organisation!, ...(await gapsOf(db, record, model)) };
}

const gapField = (at: number) => `gap-${at}`;

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const { plan, record, model, organisation, gaps, target, closings } = await asked(event);
	const drafts = (await amendments.ofPlan(db, plan.id)).filter(amendments.isOpen);
	const elements = inPlanOrder(await namedElements(db, plan.id));
	const closing = new Set(closings.map(({ key }) => key));
	const titles = new Map(gaps.map(({ criterion }) => [criterion.code, criterion.title]));
	const { searchParams } = event.url;
	return {
		title: m.maturity_gaps_from({ organisation: organisation.acronym }),
		assessment: { id: record.id, on: record.on },
		organisation: organisation.acronym,
		model: { title: modelTitle(model), language: model.language },
		target: target?.level ?? null,
		gaps: gaps.flatMap(({ criterion: { code, title }, level }, at) =>
			closing.has(code) ? [] : [{ field: gapField(at), name: `${code} ${title}`, level }]
		),
		closings: closings.map(({ key, ...one }) => ({
			...one,
			criterion: `${key} ${titles.get(key) ?? ''}`.trim()
		})),
		parents: elements
			.filter(({ retired, kind }) => !retired && kind !== 'activity')
			.map(({ id, code, title }) => ({ value: id, word: `${code} ${title}` })),
		drafts: drafts.map(({ id, title }) => ({ value: id, word: title })),
		saved: searchParams.get('saved'),
		...{ count: Number(searchParams.get('count')) || 0, amendment: searchParams.get('amendment') }
	};
};

type Errors = Record<string, string>;

/** Where the form puts the activities, or what of it cannot be read. */
function intoOf(isDraft: boolean, values: Errors): { into: Into } | { errors: Errors } {
	if (isDraft) return { into: { way: 'plan' } };
	const amendmentId = values['into'] ?? '';
	if (amendmentId !== '') return { into: { way: 'draft', amendmentId } };
	const form = parseFields(amendmentFields, values);
	return form.ok ? { into: { way: 'new', amendment: form.output } } : { errors: form.errors };
}

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, record, organisation, gaps } = await asked(event);
		const values = await readForm(event.request);
		const into = intoOf(plan.draft, values);
		const chosen = gaps.filter((_, at) => values[gapField(at)] === 'on');
		const parentId = values['parent'] ?? '';
		const errors: Errors = {
			...(chosen.length === 0 && { gaps: m.checklist_refused_not_chosen() }),
			...(parentId === '' && { parent: m.edit_error_choose() }),
			...('errors' in into && into.errors)
		};
		if ('errors' in into || Object.keys(errors).length > 0) return wrong(values, errors);
		const { acronym } = organisation;
		const given = {
			...{ criteria: chosen.map(({ criterion }) => criterion.code), parentId, into: into.into },
			wordsOf: ({ criterion: { title }, level }: Gap, target: number) => ({
				title: m.maturity_gap_activity({ criterion: title, organisation: acronym }),
				reason: m.maturity_gaps_reason({
					...{ organisation: acronym, level: number(level), target: number(target) },
					...{ criterion: title, date: day(record.on) }
				})
			})
		};
		return sendEdit(
			{ event, plan, values },
			(edited) => draftGaps(db, actor, edited, record.id, given),
			({ amendmentId, count }) => {
				const made = amendmentId === null ? 'added' : `drafted&amendment=${amendmentId}`;
				return `${event.url.pathname}?saved=${made}&count=${count}`;
			}
		);
	}
};
