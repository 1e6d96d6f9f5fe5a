/**
 * By which parts a KPI's values are reported beside its total: dimensions (sex, place, service …), each
 * with its terms in order. Ids are given once and never again, so that a term keeps its values when it is
 * called otherwise, and what was reported of one that is gone keeps its own.
 */

export interface Term {
	id: string;
	name: string;
}

export interface Dimension {
	id: string;
	name: string;
	/** Whether the values of its terms come to the total; of a ratio numerators and denominators do. */
	addsUp: boolean;
	terms: Term[];
}

export interface Disaggregation {
	/** At least one. */
	dimensions: Dimension[];
	/** Two dimensions each whose combinations are reported too, by their ids, in the order of dimensions. */
	crosses: [string, string][];
}

/** A cell by its terms, in the order of their dimensions: `13`, or `13x20` of two dimensions. */
export type CellKey = string;

export const cellKey = (terms: readonly string[]): CellKey => terms.join('x');
export const termsOf = (key: CellKey): string[] => key.split('x');

/** What was reported of one cell; of a cell that is not here nothing was reported. */
export interface CellRecord {
	key: CellKey;
	/** In the KPI's unit; null: it was said that the cell does not apply. */
	value: number | null;
	/** Both set where the KPI is a ratio and the cell has a value. */
	numerator: number | null;
	denominator: number | null;
}
