/** How the set-up of a roll-out is changed: one part of it at a time, as one form says it. */
import type { RollOutSetup, RollOutStep, RollOutWave } from './setup.ts';
import type { IsoDate } from '../records/records.ts';

/** What is said of a step; what it is known by, and where its words come from, stays. */
export type StepWords = Omit<RollOutStep, 'id' | 'origin'>;
export type WaveWords = Omit<RollOutWave, 'id' | 'origin'>;

/** When a wave is to take one step; null: all steps together. */
export interface WindowDays {
	stepId: string | null;
	startsOn: IsoDate | null;
	endsOn: IsoDate | null;
}

export type SetupChange =
	| { of: 'words'; title: string; description: string | null; elementId: string | null }
	/** @property id null: it is new; place from 1 */
	| { of: 'step'; id: string | null; place: number; words: StepWords }
	| { of: 'step_removed'; id: string }
	| { of: 'wave'; id: string | null; place: number; words: WaveWords }
	| { of: 'wave_removed'; id: string }
	/** All windows of a wave; one without days is none. */
	| { of: 'windows'; waveId: string; windows: readonly WindowDays[] };

interface Part {
	id: string;
}

/** A part in its place, from 1; one that is there already leaves its old one. */
function placed<One extends Part>(all: readonly One[], one: One, place: number): One[] {
	const others = all.filter(({ id }) => id !== one.id);
	const at = Math.min(Math.max(place, 1), others.length + 1) - 1;
	return others.toSpliced(at, 0, one);
}

const without = <One extends Part>(all: readonly One[], id: string): One[] =>
	all.filter((one) => one.id !== id);

interface Said {
	title: string;
	description: string | null;
}

/** Where words come from, as long as they are the same. */
const originOf = (
	before: (Said & { origin: RollOutStep['origin'] }) | undefined,
	{ title, description }: Said
) => (before?.title === title && before.description === description ? before.origin : null);

function withStep(setup: RollOutSetup, id: string, place: number, words: StepWords): RollOutSetup {
	const before = setup.steps.find((step) => step.id === id);
	const step = { id, ...words, origin: originOf(before, words) };
	return { ...setup, steps: placed(setup.steps, step, place) };
}

function withoutStep(setup: RollOutSetup, id: string): RollOutSetup {
	const steps = without(setup.steps, id).map((step) => ({
		...step,
		gate: { ...step.gate, after: step.gate.after.filter((before) => before !== id) }
	}));
	return { ...setup, steps, windows: setup.windows.filter(({ stepId }) => stepId !== id) };
}

function withWave(setup: RollOutSetup, id: string, place: number, words: WaveWords): RollOutSetup {
	const before = setup.waves.find((wave) => wave.id === id);
	const wave = { id, ...words, origin: originOf(before, words) };
	return { ...setup, waves: placed(setup.waves, wave, place) };
}

function withWindows(
	setup: RollOutSetup,
	waveId: string,
	days: readonly WindowDays[]
): RollOutSetup {
	const own = setup.windows.filter((window) => window.waveId === waveId);
	const said = days
		.filter(({ startsOn, endsOn }) => startsOn !== null || endsOn !== null)
		.map(({ stepId, startsOn, endsOn }) => {
			const before = own.find((window) => window.stepId === stepId);
			const isSame = before?.startsOn === startsOn && before.endsOn === endsOn;
			return { waveId, stepId, startsOn, endsOn, origin: isSame ? before.origin : null };
		});
	return {
		...setup,
		windows: [...setup.windows.filter((window) => window.waveId !== waveId), ...said]
	};
}

/**
 * A set-up with a change.
 *
 * @param newId by which a new step or wave is known
 */
export function changedSetup(
	setup: RollOutSetup,
	change: SetupChange,
	newId: string
): RollOutSetup {
	switch (change.of) {
		case 'words': {
			const { title, description, elementId } = change;
			return { ...setup, title, description, elementId, origin: originOf(setup, change) };
		}
		case 'step':
			return withStep(setup, change.id ?? newId, change.place, change.words);
		case 'step_removed':
			return withoutStep(setup, change.id);
		case 'wave':
			return withWave(setup, change.id ?? newId, change.place, change.words);
		case 'wave_removed':
			return {
				...setup,
				waves: without(setup.waves, change.id),
				windows: setup.windows.filter(({ waveId }) => waveId !== change.id)
			};
		case 'windows':
			return withWindows(setup, change.waveId, change.windows);
	}
}

/** Whether a change speaks of parts that a set-up has. */
export function isOfSetup({ steps, waves }: RollOutSetup, change: SetupChange): boolean {
	const hasStep = (id: string | null) => id === null || steps.some((step) => step.id === id);
	const hasWave = (id: string | null) => id === null || waves.some((wave) => wave.id === id);
	switch (change.of) {
		case 'words':
			return true;
		case 'step':
			return hasStep(change.id) && change.words.gate.after.every(hasStep);
		case 'step_removed':
			return hasStep(change.id);
		case 'wave':
		case 'wave_removed':
			return hasWave(change.id);
		case 'windows':
			return hasWave(change.waveId) && change.windows.every(({ stepId }) => hasStep(stepId));
	}
}
