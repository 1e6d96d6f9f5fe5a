/**
 * How a roll-out is set up: the steps that each organisation takes, the waves in which organisations join,
 * and when which wave is to take which step.
 */
import type { Origin } from '../records/origin.ts';
import type { IsoDate } from '../records/records.ts';

export interface RollOutStep {
	id: string;
	title: string;
	/** A short name for tables and charts; null: use the title. */
	shortTitle: string | null;
	description: string | null;
	gate: Gate;
	/** What must be shown before it counts as done; null: nothing is asked. */
	evidence: string | null;
	/** Relative; null: as much as the others, where none has one. */
	weight: number | null;
	origin: Origin | null;
}

/** What must have been done before a step is begun. */
export interface Gate {
	/** The steps that must be done, or not applicable, by id. */
	after: readonly string[];
	/** What else, in words; null: nothing. */
	words: string | null;
}

/**
 * How many organisations a wave has: those that are named; a stated number of which some may be named; or
 * open, so that there is no number of which anything could be a share.
 */
export type Extent =
	| { kind: 'named' }
	| {
			kind: 'stated';
			/** 1 … */
			number: number;
			/** The number is of all waves up to this one together. */
			withEarlier: boolean;
	  }
	| { kind: 'open' };

export interface RollOutWave {
	id: string;
	title: string;
	description: string | null;
	extent: Extent;
	origin: Origin | null;
}

/** When a wave is to take a step: its first and its last day. */
export interface PlannedWindow {
	waveId: string;
	/** Null: all steps together. */
	stepId: string | null;
	startsOn: IsoDate | null;
	/** By which all organisations of the wave have done it; null: not said. */
	endsOn: IsoDate | null;
	origin: Origin | null;
}

export interface RollOutSetup {
	title: string;
	description: string | null;
	/** The element that it belongs to; null: the plan as a whole. */
	elementId: string | null;
	/** In their order. */
	steps: readonly RollOutStep[];
	/** In their order. */
	waves: readonly RollOutWave[];
	windows: readonly PlannedWindow[];
	origin: Origin | null;
}

/** What a step is called where there is little space. */
export const stepName = ({ shortTitle, title }: Pick<RollOutStep, 'shortTitle' | 'title'>) =>
	shortTitle ?? title;

/** The part of the whole that a step is, 0 … 1; a step without a weight counts as nothing where others have one. */
export function stepShares(steps: readonly RollOutStep[]): Map<string, number> {
	const weighed = steps.some(({ weight }) => weight !== null);
	const weightOf = ({ weight }: RollOutStep) => (weighed ? (weight ?? 0) : 1);
	const sum = steps.reduce((total, step) => total + weightOf(step), 0);
	return new Map(steps.map((step) => [step.id, sum > 0 ? weightOf(step) / sum : 0]));
}

/** When a wave is to take a step: what is said of the step, or else of all steps together. */
export function windowOf(
	{ windows }: Pick<RollOutSetup, 'windows'>,
	waveId: string,
	stepId: string
): PlannedWindow | undefined {
	const ofWave = windows.filter((window) => window.waveId === waveId);
	return (
		ofWave.find((window) => window.stepId === stepId) ??
		ofWave.find((window) => window.stepId === null)
	);
}

/**
 * How many organisations a wave has by what is stated or named, without those of earlier waves; null: open.
 *
 * @param members how many are named in each wave, by its id
 */
export function reachOf(
	{ waves }: Pick<RollOutSetup, 'waves'>,
	waveId: string,
	members: ReadonlyMap<string, number>
): number | null {
	let earlier: number | null = 0;
	for (const { id, extent } of waves) {
		const own: number | null = ownReach(extent, members.get(id) ?? 0, earlier);
		if (id === waveId) return own;
		earlier = earlier === null || own === null ? null : earlier + own;
	}
	return null;
}

function ownReach(extent: Extent, named: number, earlier: number | null): number | null {
	if (extent.kind === 'open') return null;
	if (extent.kind === 'named') return named;
	if (!extent.withEarlier) return Math.max(extent.number, named);
	return earlier === null ? null : Math.max(extent.number - earlier, named);
}
