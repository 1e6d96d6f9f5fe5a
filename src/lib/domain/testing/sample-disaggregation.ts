import type { Dimension } from '../records/disaggregation.ts';

/** A dimension that adds up; the ids of its terms are its own with 1, 2, … behind it. */
export const sampleDimension = (id: string, name: string, terms: string[]): Dimension => ({
	...{ id, name, addsUp: true },
	terms: terms.map((term, at) => ({ id: `${id}${at + 1}`, name: term }))
});
