import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { lastState, takingPart } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { changeMember } from '#lib/server/rollouts/members.ts';
import { memberName } from '../../../asked.ts';
import { spanOf } from '../../../../edited.ts';
import { stepStates, type StepEntry } from '#lib/domain/rollout/records.ts';
import { stepName, type RollOutSetup } from '#lib/domain/rollout/setup.ts';
import { standingEntries } from '#lib/domain/rollout/standing.ts';
import { correct } from '#lib/server/rollouts/entering.ts';
import { day, oneOf, optionalWords, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { actIn, readAct } from './act-form.ts';
import { askedMember } from './asked.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was said of it, the newest first; what another took the place of says so. */
function entriesOf(all: readonly StepEntry[], memberId: string, { steps }: RollOutSetup) {
	const own = all.filter((entry) => entry.memberId === memberId);
	const standing = new Set(standingEntries(own).map(({ id }) => id));
	return own.toReversed().map(({ id, stepId, state, on, evidence, note, ...entry }) => {
		const step = steps.find((one) => one.id === stepId);
		return {
			...{ id, stepId, state, on, evidence, note, by: entry.by },
			...{ stands: standing.has(id), inReport: entry.reportId !== null },
			step: step ? stepName(step) : null
		};
	});
}

const corrected = { state: oneOf(stepStates), on: day, evidence: optionalWords(2000), reason };

export const load: PageServerLoad = async (event) => {
	const { rollOut, version, member, seen, organisations, acronymOf, nameOf } =
		await askedMember(event);
	const { setup } = version;
	const last = lastState(member);
	const taken = new Set(takingPart(rollOut.members).map((one) => lastState(one).organisationId));
	const nameOfMember = (id: string | null) => {
		const found = rollOut.members.find((one) => one.id === id);
		return found ? memberName(lastState(found), acronymOf) : '';
	};
	const waveTitle = (id: string) => setup.waves.find((wave) => wave.id === id)?.title ?? '…';
	return {
		title: m.rollout_edit_member_title({
			name: memberName(last, acronymOf),
			rollout: setup.title
		}),
		rollOut: { id: rollOut.id, title: setup.title },
		member: {
			...{ id: member.id, seen, name: memberName(last, acronymOf), standing: last.standing },
			full: last.organisationId === null ? null : nameOf(last.organisationId),
			waveId: last.waveId
		},
		states: member.states.map((state) => ({
			...{ id: state.id, from: state.from, name: memberName(state, acronymOf) },
			...{ standing: state.standing, wave: waveTitle(state.waveId), reason: state.reason },
			into: state.intoId === null ? null : nameOfMember(state.intoId)
		})),
		waves: setup.waves.map(({ id, title }) => ({ value: id, word: title })),
		others: takingPart(rollOut.members)
			.filter(({ id }) => id !== member.id)
			.map(({ id }) => ({ value: id, word: nameOfMember(id) })),
		organisations: organisations
			.filter(({ id, valid }) => valid && !taken.has(id))
			.map(({ id, acronym, name, jurisdiction }) => ({
				...{ value: id, word: `${acronym}: ${name}`, group: jurisdiction ?? undefined }
			})),
		entries: entriesOf(rollOut.entries, member.id, setup),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	change: async (event) => {
		const { db, actor } = event.locals;
		const { plan, rollOut, member } = await askedMember(event);
		const values = await readForm(event.request);
		const form = actIn(values) ?? error(400, 'bad_request');
		const read = readAct(form, values);
		if ('errors' in read) return wrong(values, read.errors, form);
		const sent = { rollOutId: rollOut.id, memberId: member.id, seen: values['version'] ?? '' };
		return sendEdit(
			{ event, plan, values, form },
			(edited) => changeMember(db, actor, edited, { ...sent, ...read, span: spanOf(plan) }),
			() => `${event.url.pathname}?saved=member`
		);
	},
	correct: async (event) => {
		const { db, actor } = event.locals;
		const { plan, rollOut, member, today } = await askedMember(event);
		const values = await readForm(event.request);
		const entryId = values['entry'] ?? '';
		const form = `correct-${entryId}`;
		if (!rollOut.entries.some(({ id, memberId }) => id === entryId && memberId === member.id))
			error(404, 'not_found');
		const isTaken = values['act'] === 'take_back';
		const read = isTaken ? parseFields({ reason }, values) : parseFields(corrected, values);
		if (!read.ok) return wrong(values, read.errors, form);
		const { reason: why, ...said } = read.output;
		const nothing = { state: null, on: null, evidence: null };
		const sent = { rollOutId: rollOut.id, entryId, reason: why, today };
		return sendEdit(
			// the fields of an entry bear its id in the domain, and not in this form
			{ event, plan, values, form, beside: ({ field }) => field.split('-')[0] ?? field },
			(edited) => correct(db, actor, edited, { ...sent, instead: { ...nothing, ...said } }),
			() => `${event.url.pathname}?saved=entry`
		);
	}
};
