/**
 * What is known of forecasts before a plan has errors of its own: those of simulated histories of seven
 * kinds, an equal share of each. A plan's own errors outweigh it as soon as a few activities have some.
 */
import type { Sample } from './distribution.ts';
import type { Ratios } from './statements.ts';
import { referenceDurations, referenceErrors } from './reference-ratios.ts';

/** In each band it weighs as much as so many activities. */
export const referenceWeight = 3;

/** Ratios, ascending, that weigh as much as the reference does. */
export function referenceSample(ratios: readonly number[]): Sample {
	return {
		ended: Float64Array.from(ratios),
		unfinished: new Float64Array(),
		activities: referenceWeight
	};
}

/** The reference that is used; `npm run backtest -- --reference` writes its numbers. */
export const standardReference: Ratios = {
	errors: {
		schedule: referenceErrors.schedule.map(referenceSample),
		declared: referenceErrors.declared.map(referenceSample)
	},
	durations: referenceSample(referenceDurations)
};
