/** Which cells of a KPI are expected: each term of each dimension, and the combinations that are asked for. */
import {
	cellKey,
	type CellKey,
	type Dimension,
	type Disaggregation,
	type Term
} from '../records/disaggregation.ts';

export interface ExpectedCell {
	key: CellKey;
	/** In the order of their dimensions. */
	terms: Term[];
}

/** The cells of one dimension, or of two that are crossed. */
export interface CellGroup {
	dimensions: Dimension[];
	/** Whether its cells come to the total: all of its dimensions add up. */
	addsUp: boolean;
	cells: ExpectedCell[];
}

const cellOf = (...terms: Term[]): ExpectedCell => ({
	key: cellKey(terms.map(({ id }) => id)),
	terms
});

const alone = (dimension: Dimension): CellGroup => ({
	dimensions: [dimension],
	addsUp: dimension.addsUp,
	cells: dimension.terms.map((term) => cellOf(term))
});

const crossed = (one: Dimension, other: Dimension): CellGroup => ({
	dimensions: [one, other],
	addsUp: one.addsUp && other.addsUp,
	cells: one.terms.flatMap((term) => other.terms.map((beside) => cellOf(term, beside)))
});

/** In the order in which they are asked and shown: the dimensions, then their combinations. */
export function cellGroups({ dimensions, crosses }: Disaggregation): CellGroup[] {
	const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
	return [
		...dimensions.map(alone),
		...crosses.flatMap(([one, other]) => {
			const pair = [byId.get(one), byId.get(other)];
			return pair[0] && pair[1] ? [crossed(pair[0], pair[1])] : [];
		})
	];
}
