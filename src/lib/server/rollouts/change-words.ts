/** What a change of a roll-out's set-up does, field by field, as the log and both versions tell it. */
import type { Fields } from '#lib/domain/records/changes.ts';
import type { SetupChange } from '#lib/domain/rollout/changes.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';

/** By id what an element is called. */
type NameOf = (elementId: string) => string;

const titlesOf = (setup: RollOutSetup, ids: readonly string[]) =>
	setup.steps.filter(({ id }) => ids.includes(id)).map(({ title }) => title);

function stepFields(setup: RollOutSetup, id: string): Fields {
	const at = setup.steps.findIndex((step) => step.id === id);
	const step = setup.steps[at];
	if (!step) return {};
	return {
		...{ title: step.title, short_title: step.shortTitle, description: step.description },
		...{ step_place: at + 1, gate_after: titlesOf(setup, step.gate.after) },
		...{ gate_words: step.gate.words, evidence_asked: step.evidence, weight: step.weight }
	};
}

function waveFields(setup: RollOutSetup, id: string): Fields {
	const at = setup.waves.findIndex((wave) => wave.id === id);
	const wave = setup.waves[at];
	if (!wave) return {};
	const { title, description, extent } = wave;
	const isStated = extent.kind === 'stated';
	return {
		...{ title, description, wave_place: at + 1, extent: extent.kind },
		stated_number: isStated ? extent.number : null,
		with_earlier: isStated ? extent.withEarlier : null
	};
}

function windowFields({ steps, windows }: RollOutSetup, waveId: string): Fields {
	const own = windows.filter((window) => window.waveId === waveId);
	const inOrder = [null, ...steps.map(({ id }) => id)].flatMap((stepId) =>
		own.filter((window) => window.stepId === stepId)
	);
	const nameOf = (id: string | null) => steps.find((step) => step.id === id)?.title ?? null;
	return {
		windows: inOrder.map(({ stepId, startsOn, endsOn }) => ({
			...{ window_step: nameOf(stepId), starts_on: startsOn, ends_on: endsOn }
		}))
	};
}

/**
 * The fields of which a change speaks, in a set-up.
 *
 * @param newId by which a step or wave that is new is known
 */
export function fieldsOf(
	setup: RollOutSetup,
	change: SetupChange,
	nameOf: NameOf,
	newId: string
): Fields {
	switch (change.of) {
		case 'words': {
			const { title, description, elementId } = setup;
			return { title, description, element: elementId === null ? null : nameOf(elementId) };
		}
		case 'step':
			return stepFields(setup, change.id ?? newId);
		case 'step_removed':
			return { steps: setup.steps.map(({ title }) => title) };
		case 'wave':
			return waveFields(setup, change.id ?? newId);
		case 'wave_removed':
			return { waves: setup.waves.map(({ title }) => title) };
		case 'windows':
			return windowFields(setup, change.waveId);
	}
}
