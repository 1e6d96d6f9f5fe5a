import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import type { Gap } from '#lib/domain/maturity/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import { draftGaps, gapsOf } from '#lib/server/assessments/closing.ts';
import { find, organisations } from '#lib/server/assessments/queries.ts';
import { namedElements } from '#lib/server/checklists/queries.ts';
import { inPlanOrder } from '#lib/server/elements/plan-order.ts';
import { modelById } from '#lib/server/maturity/queries.ts';
import { day, number } from '#lib/ui/format.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { gapsAddress, gapsChoices, gapsMade, gapsSent } from '../../gaps/gaps-page.ts';
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
	const elements = inPlanOrder(await namedElements(db, plan.id));
	const closing = new Set(closings.map(({ key }) => key));
	const titles = new Map(gaps.map(({ criterion }) => [criterion.code, criterion.title]));
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
		...(await gapsChoices(event.locals, plan.id, elements)),
		made: gapsMade(event.url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, record, organisation, gaps } = await asked(event);
		const values = await readForm(event.request);
		const chosen = gaps.filter((_, at) => values[gapField(at)] === 'on');
		const sent = gapsSent(values, { isDraft: plan.draft, chosen: chosen.length });
		if (!sent.ok) return wrong(values, sent.errors);
		const { parentId, into } = sent;
		const { acronym } = organisation;
		const given = {
			...{ criteria: chosen.map(({ criterion }) => criterion.code), parentId, into },
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
			(made) => gapsAddress(event.url.pathname, made)
		);
	}
};
