/**
 * How long work lasts compared with what was stated of it, from work that has ended and work that has
 * not: the Kaplan–Meier estimator (1958, J. Am. Stat. Assoc. 53, 457–481). Unfinished work has lasted
 * at least so long; leaving it out would let the quick speak for all.
 */
import { rounding } from '../records/rounding.ts';

export interface Sample {
	/** Ratios of ended work, ascending. */
	ended: Float64Array;
	/** Of unfinished work: what the ratios have come to so far, ascending. */
	unfinished: Float64Array;
	/** All the ratios weigh as much as so many activities, in equal parts. */
	activities: number;
}

export interface Distribution {
	/** The ratios that happened, ascending. */
	ratios: Float64Array;
	weights: Float64Array;
	/** The chance, 0…1, that a ratio is not exceeded; the last is 1, since nothing longer is known. */
	chances: Float64Array;
}

/** A sample on the way through its ratios. */
interface Walk extends Sample {
	/** Of one ratio. */
	weight: number;
	/** How many of each list are behind. */
	passedEnded: number;
	passedUnfinished: number;
}

function walkOf(sample: Sample): Walk {
	const count = sample.ended.length + sample.unfinished.length;
	return { ...sample, weight: sample.activities / count, passedEnded: 0, passedUnfinished: 0 };
}

const next = ({ ended, passedEnded }: Walk) => ended[passedEnded] ?? Infinity;

/** Leaves behind the unfinished work that had not come to a ratio; the weight of what had. */
function atRisk(walk: Walk, ratio: number): number {
	const { ended, unfinished, weight } = walk;
	while (unfinished[walk.passedUnfinished]! < ratio) walk.passedUnfinished += 1;
	const count = ended.length - walk.passedEnded + unfinished.length - walk.passedUnfinished;
	return count === 0 ? 0 : count * weight;
}

/**
 * The distribution of the ratios of two samples, for example a plan's own and the reference. At the
 * same ratio, work that ended comes before work that lasts at least so long.
 */
export function distributionOf(own: Sample, other: Sample): Distribution {
	const count = own.ended.length + other.ended.length;
	const ratios = new Float64Array(count);
	const weights = new Float64Array(count);
	const chances = new Float64Array(count);
	const [one, two] = [walkOf(own), walkOf(other)];
	let lasting = 1;
	for (let i = 0; i < count; i += 1) {
		const walk = next(one) <= next(two) ? one : two;
		const ratio = next(walk);
		lasting *= 1 - walk.weight / (atRisk(one, ratio) + atRisk(two, ratio));
		walk.passedEnded += 1;
		ratios[i] = ratio;
		weights[i] = walk.weight;
		chances[i] = 1 - lasting;
	}
	if (count > 0) chances[count - 1] = 1;
	return { ratios, weights, chances };
}

/** The smallest ratio that is not exceeded with a chance, 0…1; 1 where no work has ended yet. */
export function ratioAt({ ratios, chances }: Distribution, chance: number): number {
	let low = 0;
	let high = ratios.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (chances[middle]! < chance - rounding) low = middle + 1;
		else high = middle;
	}
	return ratios[low] ?? 1;
}

/**
 * By which factor work of median error lasted longer or shorter than a ratio: the weighted median of
 * |log ratio − log middle|, as a factor, so 1 is no error.
 */
export function typicalError({ ratios, weights }: Distribution, middle: number): number {
	let left = 0;
	for (const weight of weights) left += weight / 2;
	let above = 0;
	while (ratios[above]! < middle) above += 1;
	let below = above - 1;
	let factor = 1;
	while (left > 0 && (below >= 0 || above < ratios.length)) {
		const under = below < 0 ? Infinity : middle / ratios[below]!;
		const over = above === ratios.length ? Infinity : ratios[above]! / middle;
		factor = Math.min(under, over);
		left -= under <= over ? weights[below--]! : weights[above++]!;
	}
	return factor;
}
