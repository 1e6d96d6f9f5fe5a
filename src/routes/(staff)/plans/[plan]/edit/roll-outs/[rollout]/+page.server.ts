import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { lastState, namedIn, takingPart } from '#lib/domain/rollout/members.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import { change, withdraw } from '#lib/server/rollouts/commands.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { askedRollOut, memberName } from '../asked.ts';
import { elementChoices } from '../element-choices.ts';
import { spanOf } from '../../edited.ts';
import {
	readStep,
	readWave,
	readWindows,
	readWords,
	stepValues,
	waveValues,
	windowValues
} from './setup-form.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

export const load: PageServerLoad = async (event) => {
	const { plan, rollOut, version, acronymOf, nameOf } = await askedRollOut(event);
	const { setup } = version;
	const named = namedIn(rollOut.members);
	const members = rollOut.members.map((member) => ({ ...lastState(member), id: member.id }));
	const { searchParams } = event.url;
	return {
		title: setup.title,
		rollOut: {
			...{ id: rollOut.id, slug: rollOut.slug, title: setup.title, version: version.id },
			...{ withdrawn: version.withdrawn, reason: version.reason },
			...{ description: setup.description, elementId: setup.elementId },
			takingPart: takingPart(rollOut.members).length
		},
		steps: setup.steps.map((step, at) => ({
			...{ id: step.id, title: step.title, values: stepValues(step, at) }
		})),
		waves: setup.waves.map((wave, at) => ({
			...{ id: wave.id, title: wave.title, values: waveValues(wave, at) },
			...{ named: named.get(wave.id) ?? 0, windows: windowValues(setup, wave.id) },
			extent: wave.extent
		})),
		members: members.map((state) => ({
			...{ id: state.id, name: memberName(state, acronymOf), standing: state.standing },
			full: state.organisationId === null ? null : nameOf(state.organisationId),
			...{ waveId: state.waveId, from: state.from, intoId: state.intoId }
		})),
		elements: await elementChoices(event.locals.db, plan.id),
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

type Reader = (values: Record<string, string>, setup: RollOutSetup) => ReturnType<typeof readStep>;

/** A form that changes a part of the set-up; its name is that of the part, with its id behind it. */
const changes = (part: string, read: Reader, id: string | null) => async (event: Event) => {
	const { db, actor } = event.locals;
	const { plan, rollOut, version } = await askedRollOut(event);
	const values = await readForm(event.request);
	const form = id === null ? part : `${part}-${values[id] || 'new'}`;
	const said = read(values, version.setup);
	if (!said.ok) return wrong(values, said.errors, form);
	const { ok: _, ...sent } = said;
	const seen = values['version'] ?? '';
	return sendEdit(
		{ event, plan, values, form },
		(edited) =>
			change(db, actor, edited, { rollOutId: rollOut.id, seen, ...sent, span: spanOf(plan) }),
		(done) => `${event.url.pathname}?saved=${done ? 'changed' : 'nothing'}`
	);
};

export const actions: Actions = {
	words: changes('words', readWords, null),
	step: changes('step', readStep, 'step'),
	wave: changes('wave', readWave, 'wave'),
	windows: changes('windows', readWindows, 'wave'),
	withdraw: async (event) => {
		const { db, actor } = event.locals;
		const { plan, rollOut, today } = await askedRollOut(event);
		const values = await readForm(event.request);
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, 'withdraw');
		const withdrawn = values['act'] !== 'take_up';
		const sent = { rollOutId: rollOut.id, seen: values['version'] ?? '', withdrawn, today };
		return sendEdit(
			{ event, plan, values, form: 'withdraw' },
			(edited) => withdraw(db, actor, edited, { ...sent, ...form.output }),
			() => `${event.url.pathname}?saved=${withdrawn ? 'withdrawn' : 'taken_up'}`
		);
	}
};
