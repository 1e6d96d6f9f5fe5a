import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { openGaps, stateOf } from '#lib/domain/checklists/answers.ts';
import { m } from '#lib/paraglide/messages.js';
import { closeGaps } from '#lib/server/checklists/closing.ts';
import { lineName } from '#lib/ui/checklist-words.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { verdictWords } from '#lib/ui/vocabulary.ts';
import { gapsAddress, gapsChoices, gapsMade, gapsSent } from '../../../gaps/gaps-page.ts';
import { askedChecklist } from '../asked.ts';
import type { Actions, PageServerLoad } from './$types';

const gapField = (key: string) => `gap-${key.replaceAll(':', '-')}`;

export const load: PageServerLoad = async (event) => {
	const { plan, checklist, items, latest, closings, elements, against } =
		await askedChecklist(event);
	return {
		title: m.checklist_gaps_heading(),
		checklist: { id: checklist.id, title: checklist.title },
		language: against.language,
		gaps: openGaps(items, latest, closings).map((item) => ({
			...{ field: gapField(item.key), name: lineName(item) },
			hint: verdictWords[stateOf(latest.get(item.key))]()
		})),
		...(await gapsChoices(event.locals, plan.id, elements)),
		made: gapsMade(event.url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, checklist, items } = await askedChecklist(event);
		const values = await readForm(event.request);
		const chosen = items.filter(({ key }) => values[gapField(key)] === 'on');
		const sent = gapsSent(values, { isDraft: plan.draft, chosen: chosen.length });
		if (!sent.ok) return wrong(values, sent.errors);
		const { parentId, into } = sent;
		const given = {
			...{ items: chosen.map(({ key }) => key), parentId, into },
			reasonOf: (item: Parameters<typeof lineName>[0]) =>
				m.checklist_gaps_reason({ item: lineName(item), checklist: checklist.title })
		};
		return sendEdit(
			{ event, plan, values },
			(edited) => closeGaps(db, actor, edited, checklist.id, given),
			(made) => gapsAddress(event.url.pathname, made)
		);
	}
};
