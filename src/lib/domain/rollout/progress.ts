/**
 * How much of a wave's work is done, and how much was to be: shares of its steps by their weights, over all
 * that the step applies to. Only what is done counts; what has begun does not.
 */
import { dayNumber } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { linearShare } from '../progress/activity-progress.ts';
import { countsOf, membersOf, reachIn } from './funnel.ts';
import { stepShares, windowOf, type PlannedWindow } from './setup.ts';
import type { Standing } from './standing.ts';

export interface WaveProgress {
	/** 0…1 of all steps; null: the wave is open, nobody is in it yet, or nothing was said of any step. */
	done: number | null;
	/** 0…1 of the steps that have a planned end; null: none has, or nobody is in it yet. */
	planned: number | null;
	/** Done over the same steps as planned. */
	compared: number | null;
	/** The share of all steps of which something was said, those not named included. */
	coverage: number | null;
}

/**
 * The share of a wave that was to have done a step by the end of a day: linear from its window's first day
 * to its last; without a first day all at its end. Null: its end is not said.
 */
export function plannedShare(window: PlannedWindow | undefined, on: IsoDate): number | null {
	if (!window || window.endsOn === null) return null;
	if (window.startsOn === null) return on >= window.endsOn ? 1 : 0;
	return linearShare(dayNumber(window.startsOn), dayNumber(window.endsOn), dayNumber(on));
}

interface StepPart {
	/** Of the whole, 0…1. */
	share: number;
	done: number;
	/** Of how many that it applies to something was said. */
	said: number;
	/** To how many it applies: those not named, and those of whom nothing was said, too. */
	applies: number;
	planned: number | null;
}

function ratio(parts: readonly StepPart[], of: (part: StepPart) => number): number | null {
	const whole = parts.reduce((sum, { share, applies }) => sum + share * applies, 0);
	return whole > 0 ? parts.reduce((sum, part) => sum + part.share * of(part), 0) / whole : null;
}

/** How a wave stands at the end of a day: those that are stated and not named have done nothing. */
export function waveProgress(standing: Standing, waveId: string): WaveProgress {
	const reach = reachIn(standing, waveId);
	if (reach === null) return { done: null, planned: null, compared: null, coverage: null };
	const { setup, on } = standing;
	const members = membersOf(standing, waveId);
	const shares = stepShares(setup.steps);
	const parts = setup.steps.map(({ id }): StepPart => {
		const { done, commenced, not_started, not_applicable } = countsOf(members, id);
		const planned = plannedShare(windowOf(setup, waveId, id), on);
		const said = done + commenced + not_started;
		return { share: shares.get(id)!, done, said, applies: reach - not_applicable, planned };
	});
	const dated = parts.filter(({ planned }) => planned !== null);
	const coverage = ratio(parts, ({ said }) => said);
	// of what nobody spoke it is not known that nothing is done
	const isSilent = parts.every(({ said }) => said === 0);
	return {
		coverage,
		done: isSilent ? null : ratio(parts, ({ done }) => done),
		planned: ratio(dated, ({ applies, planned }) => applies * planned!),
		compared: isSilent ? null : ratio(dated, ({ done }) => done)
	};
}
