import { error, redirect } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { enterDraft, leaveDraft } from '#app/amendments/amendment-draft.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { isIsoDate, later, today } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as names from '#lib/server/amendments/names.ts';
import * as queries from '#lib/server/amendments/queries.ts';
import { takeBack } from '#lib/server/amendments/take-back.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { amendmentFields, instrumentFields } from '../amendment-form.ts';
import { editedPlan } from '../../edited.ts';
import { amendmentView } from '#app/amendments/amendment-view.ts';
import { changeWords, movedWords } from '#app/amendments/amendment-words.ts';
import { instrumentEvidence } from './evidence.ts';
import { previewOf } from './preview.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function asked(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const plan = await editedPlan(event);
	const found = await queries.find(event.locals.db, plan.id, event.params.id);
	return { plan, amendment: found ?? error(404, 'not_found') };
}

/** The figures of a day without a draft and with it, the draft laid over the plan and taken off again. */
async function preview(
	event: Parameters<PageServerLoad>[0],
	plan: plans.PlanRow,
	amendment: queries.Amendment,
	on: string
) {
	const { db, actor, now } = event.locals;
	if (!queries.isOpen(amendment) || actor.kind !== 'user') return null;
	const scope = scopeOn(on, today(plan.time_zone, now));
	const draft = { planId: plan.id, amendmentId: amendment.id, actorId: actor.id };
	const [before, after] = await Promise.all([
		figures(db, plan, scope),
		inDraft(db, draft, async (within) =>
			figures(within, (await plans.find(within, plan.slug))!, scope)
		)
	]);
	return previewOf({ before, after }, plan.currency);
}

export const load: PageServerLoad = async (event) => {
	const { plan, amendment } = await asked(event);
	const { db, now } = event.locals;
	const [changes, recordNames, references, moved] = await Promise.all([
		queries.fieldChanges(db, amendment.id),
		names.recordNames(db, amendment.id),
		names.referenceNames(db, plan.id),
		queries.isOpen(amendment) ? queries.moved(db, amendment) : []
	]);
	const words = { names: recordNames, references, currency: plan.currency };
	const chosen = event.url.searchParams.get('on') ?? '';
	const usual = later(today(plan.time_zone, now), amendment.holds_from);
	const on = isIsoDate(chosen) ? chosen : usual;
	return {
		title: amendment.title,
		amendment: amendmentView(amendment),
		changes: changeWords(changes, words),
		/** What the draft of its reverse is proposed to begin with. */
		reversed: { title: m.amendment_take_back_title({ title: amendment.title }), holds_from: usual },
		moved: movedWords(moved, words),
		evidence: await instrumentEvidence(event.locals, plan, amendment, event.url),
		on,
		isToday: on === today(plan.time_zone, now),
		preview: changes.length > 0 ? await preview(event, plan, amendment, on) : null,
		saved: event.url.searchParams.get('saved')
	};
};

async function sent(event: RequestEvent) {
	const values = await readForm(event.request);
	const { plan, amendment } = await asked(event);
	const at = { id: amendment.id, version: versionOf(values) };
	const here = `/plans/${plan.slug}/edit/amendments/${amendment.id}`;
	return { values, plan, at, here };
}

export const actions: Actions = {
	work: async (event) => {
		const { plan, amendment } = await asked(event);
		enterDraft(event.cookies, plan, amendment.id, event.url.protocol === 'https:');
		redirect(303, `/plans/${plan.slug}/edit`);
	},
	adopt: async (event) => {
		const { db, actor, now } = event.locals;
		const { values, plan, at, here } = await sent(event);
		const form = parseFields(instrumentFields, values);
		if (!form.ok) return wrong(values, form.errors, 'adopt');
		const { number, instrument_on: on, address } = form.output;
		const given = { instrument: { number, on, address }, today: today(plan.time_zone, now) };
		return sendEdit(
			{ event, plan, values, form: 'adopt' },
			(edited) => amendments.adopt(db, actor, edited, at, given),
			() => {
				leaveDraft(event.cookies, plan);
				return `${here}?saved=adopted`;
			}
		);
	},
	take_back: async (event) => {
		const { db, actor } = event.locals;
		const { values, plan, at } = await sent(event);
		const form = parseFields(amendmentFields, values);
		if (!form.ok) return wrong(values, form.errors, 'take_back');
		return sendEdit(
			{ event, plan, values, form: 'take_back' },
			(edited) => takeBack(db, actor, edited, at.id, form.output),
			(id) => `/plans/${plan.slug}/edit/amendments/${id}`
		);
	},
	rebase: async (event) => {
		const { db, actor } = event.locals;
		const { values, plan, at, here } = await sent(event);
		return sendEdit(
			{ event, plan, values, form: 'rebase' },
			(edited) => amendments.rebase(db, actor, edited, at),
			() => here
		);
	},
	abandon: async (event) => {
		const { db, actor } = event.locals;
		const { values, plan, at } = await sent(event);
		return sendEdit(
			{ event, plan, values, form: 'abandon' },
			(edited) => amendments.abandon(db, actor, edited, at),
			() => {
				leaveDraft(event.cookies, plan);
				return `/plans/${plan.slug}/edit/amendments`;
			}
		);
	}
};
