/** What simulated histories teach plans that have no past of their own yet, in few numbers. */
import type { Sample } from '../forecast/distribution.ts';
import { progressBands } from '../forecast/progress-bands.ts';
import { referenceSample } from '../forecast/reference.ts';
import type { Source } from '../forecast/sources.ts';
import { ratiosBy, type Ratios } from '../forecast/statements.ts';
import { simulatedKinds, simulatedPlan, type SimulatedKind } from './simulated-histories.ts';

/** So many ratios stand for all; twice as many give the same forecasts, half as many slightly worse ones. */
const points = 40;

/** Enough that another thousand moves the ratios by a few percent. */
const activities = 1_000;

/** The ratios at the middles of equal parts of a mixture in which every sample weighs as much; ended work only. */
function mixed(samples: readonly Sample[]): number[] {
	const all = samples.flatMap(({ ended }) =>
		Array.from(ended, (ratio) => ({ ratio, weight: 1 / ended.length / samples.length }))
	);
	all.sort((one, other) => one.ratio - other.ratio);
	let below = 0;
	let at = 0;
	return Array.from({ length: points }, (_, i) => {
		while (below + all[at]!.weight < (i + 0.5) / points) below += all[at++]!.weight;
		return Math.round(all[at]!.ratio * 1_000) / 1_000;
	});
}

export interface ReferenceRatios {
	errors: Record<Source, number[][]>;
	durations: number[];
}

/** An equal share of each kind. */
export function referenceRatios(kinds: readonly SimulatedKind[]): ReferenceRatios {
	const known = kinds.map((kind) =>
		ratiosBy(simulatedPlan(kind, activities, 'reference'), Infinity)
	);
	const errors = (source: Source) =>
		progressBands.map((_, band) => mixed(known.map(({ errors }) => errors[source][band]!)));
	return {
		errors: { schedule: errors('schedule'), declared: errors('declared') },
		durations: mixed(known.map(({ durations }) => durations))
	};
}

/** The reference for histories of a kind that is to be forecast without knowing it. */
export function referenceWithout(kind: SimulatedKind): Ratios {
	const { errors, durations } = referenceRatios(simulatedKinds.filter((one) => one !== kind));
	return {
		errors: {
			schedule: errors.schedule.map(referenceSample),
			declared: errors.declared.map(referenceSample)
		},
		durations: referenceSample(durations)
	};
}
