import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { lastState, takingPart } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { changeMember } from '#lib/server/rollouts/members.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { memberName } from '../../../asked.ts';
import { spanOf } from '../../../../edited.ts';
import { actIn, readAct } from './act-form.ts';
import { askedMember } from './asked.ts';
import type { Actions, PageServerLoad } from './$types';

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
	}
};
