import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { openGaps, stateOf } from '#lib/domain/checklists/answers.ts';
import { m } from '#lib/paraglide/messages.js';
import * as amendments from '#lib/server/amendments/queries.ts';
import { closeGaps } from '#lib/server/checklists/closing.ts';
import type { Into } from '#lib/server/gaps/activities.ts';
import { lineName } from '#lib/ui/checklist-words.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { verdictWords } from '#lib/ui/vocabulary.ts';
import { amendmentFields } from '../../../amendments/amendment-form.ts';
import { askedChecklist } from '../asked.ts';
import type { Actions, PageServerLoad } from './$types';

const gapField = (key: string) => `gap-${key.replaceAll(':', '-')}`;

export const load: PageServerLoad = async (event) => {
	const { plan, checklist, items, latest, closings, elements, against } =
		await askedChecklist(event);
	const drafts = (await amendments.ofPlan(event.locals.db, plan.id)).filter(amendments.isOpen);
	const { searchParams } = event.url;
	return {
		title: m.checklist_gaps_heading(),
		checklist: { id: checklist.id, title: checklist.title },
		language: against.language,
		gaps: openGaps(items, latest, closings).map((item) => ({
			...{ field: gapField(item.key), name: lineName(item) },
			state: verdictWords[stateOf(latest.get(item.key))]()
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
		const { plan, checklist, items } = await askedChecklist(event);
		const values = await readForm(event.request);
		const into = intoOf(plan.draft, values);
		const chosen = items.filter(({ key }) => values[gapField(key)] === 'on');
		const parentId = values['parent'] ?? '';
		const errors: Errors = {
			...(chosen.length === 0 && { gaps: m.checklist_refused_not_chosen() }),
			...(parentId === '' && { parent: m.edit_error_choose() }),
			...('errors' in into && into.errors)
		};
		if ('errors' in into || Object.keys(errors).length > 0) return wrong(values, errors);
		const given = {
			...{ items: chosen.map(({ key }) => key), parentId, into: into.into },
			reasonOf: (item: Parameters<typeof lineName>[0]) =>
				m.checklist_gaps_reason({ item: lineName(item), checklist: checklist.title })
		};
		return sendEdit(
			{ event, plan, values },
			(edited) => closeGaps(db, actor, edited, checklist.id, given),
			({ amendmentId, count }) => {
				const made = amendmentId === null ? 'added' : `drafted&amendment=${amendmentId}`;
				return `${event.url.pathname}?saved=${made}&count=${count}`;
			}
		);
	}
};
