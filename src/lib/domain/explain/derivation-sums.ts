/** The two sums of a weighted average, as its derivation shows them. */
import type { Derivation } from './explain.ts';

export interface WeightedSums {
	/** Σ weight × counted value over known inputs. */
	products: number;
	/** Σ weight over known inputs. */
	weights: number;
}

/** The sums that make a weighted average; null where its inputs are not weighted numbers. */
export function weightedSums(
	inputs: Pick<Derivation['inputs'][number], 'state' | 'weight' | 'counted'>[]
): WeightedSums | null {
	const known = inputs.flatMap(({ state, weight, counted }) =>
		state.state === 'known' && weight !== null && typeof counted === 'number'
			? [{ weight, counted }]
			: []
	);
	const weights = known.reduce((sum, { weight }) => sum + weight, 0);
	if (weights === 0) return null;
	return {
		products: known.reduce((sum, { weight, counted }) => sum + weight * counted, 0),
		weights
	};
}
