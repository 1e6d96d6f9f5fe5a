import * as v from 'valibot';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { lastState, mostJoining, takingPart } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { join } from '#lib/server/rollouts/members.ts';
import { day, number, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { askedRollOut } from '../../asked.ts';
import { spanOf } from '../../../edited.ts';
import { organisationsIn } from './organisations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { rollOut, version, organisations } = await askedRollOut(event);
	const { setup } = version;
	const there = new Set(takingPart(rollOut.members).map((one) => lastState(one).organisationId));
	return {
		title: m.rollout_edit_join(),
		rollOut: { id: rollOut.id, title: setup.title },
		waves: setup.waves.map(({ id, title }) => ({ value: id, word: title })),
		organisations: organisations
			.filter(({ valid }) => valid)
			.map(({ id, acronym, name, jurisdiction }) => ({
				...{ id, acronym, name, jurisdiction, there: there.has(id) }
			}))
	};
};

const unnamed = v.pipe(
	number({ kind: 'number', decimals: 0 }),
	v.check(
		(count) => count === null || (count >= 0 && count <= mostJoining),
		() => m.rollout_edit_error_too_many_join({ most: mostJoining })
	),
	v.transform((count) => count ?? 0)
);

const fields = {
	wave: words(18, () => m.edit_error_choose()),
	from: day,
	unnamed,
	label: v.pipe(
		optionalWords(200),
		v.transform((label) => label ?? '')
	),
	reason
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, rollOut, organisations } = await askedRollOut(event);
		const values = await readForm(event.request);
		const { ids, error } = organisationsIn(values, organisations);
		const form = parseFields(fields, values, (): Record<string, string> =>
			error === null ? {} : { pasted: error }
		);
		if (!form.ok) return wrong(values, form.errors);
		const { wave: waveId, ...said } = form.output;
		const sent = { ...said, waveId, organisationIds: ids, rollOutId: rollOut.id };
		const base = `/plans/${plan.slug}/edit/roll-outs/${rollOut.id}`;
		return sendEdit(
			{ event, plan, values },
			(edited) => join(db, actor, edited, { ...sent, span: spanOf(plan) }),
			(count) => `${base}?saved=joined&count=${count}`
		);
	}
};
