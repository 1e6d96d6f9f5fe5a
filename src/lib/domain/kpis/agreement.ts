/** Whether the cells of a measurement come to its total, where they must. */
import { cellKey, type CellKey, type Disaggregation } from '../records/disaggregation.ts';
import { cellGroups, type CellGroup } from './expected-cells.ts';

/** What a cell, or a total, says; null: nothing, or of a cell that it does not apply. */
export interface Parts {
	value: number | null;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
}

/** Cells that were reported, by key; one that does not apply has no value, one of which nothing was said is not here. */
export type Cells = ReadonlyMap<CellKey, Parts>;

/** Which of its parts a KPI is added up by: of a ratio both counts, never the quotient. */
export type Part = keyof Parts;
export const partsAdded = (isRatio: boolean): Part[] =>
	isRatio ? ['numerator', 'denominator'] : ['value'];

export interface Disagreement {
	/** The dimension by which the cells are. */
	by: string;
	part: Part;
	/** The cell that the others should come to; null: the total. */
	cell: CellKey | null;
	total: number;
	sum: number;
	/** Whether cells are still missing; the sum is above the total already. */
	incomplete: boolean;
}

/** Sums of decimals: what is nearer than this is the same. */
const decimals = 6;
const near = (one: number, other: number) =>
	Math.abs(one - other) < Math.max(5 * 10 ** -(decimals + 1), 1e-12 * Math.abs(other));

interface Sum {
	sum: number;
	/** Whether something was said of each of the cells. */
	complete: boolean;
	/** How many have a value. */
	filled: number;
}

function sumOf(keys: readonly CellKey[], cells: Cells, part: Part): Sum {
	const said = keys.flatMap((key) => cells.get(key) ?? []);
	const values = said.flatMap((cell) => cell[part] ?? []);
	const sum = values.reduce((total, value) => total + value, 0);
	return {
		sum: Number(sum.toFixed(decimals)),
		complete: said.length === keys.length,
		filled: values.length
	};
}

const keysOf = ({ cells }: CellGroup) => cells.map(({ key }) => key);
const nameOf = ({ dimensions }: CellGroup) => dimensions.map(({ name }) => name).join(' × ');

/** The rows of two crossed dimensions: the cells that come to each term of either. */
function* rowsOf({ dimensions: [one, other] }: CellGroup) {
	if (!one || !other) return;
	for (const { id } of one.terms)
		yield {
			margin: cellKey([id]),
			by: other.name,
			keys: other.terms.map((t) => cellKey([id, t.id]))
		};
	for (const { id } of other.terms)
		yield { margin: cellKey([id]), by: one.name, keys: one.terms.map((t) => cellKey([t.id, id])) };
}

const addedUp = (disaggregation: Disaggregation) =>
	cellGroups(disaggregation).filter(({ addsUp }) => addsUp);

/**
 * The cells with those that follow from others: a term of which nothing was said, and all of whose
 * combinations with another dimension were, is their sum.
 */
export function filledCells(
	disaggregation: Disaggregation,
	cells: Cells,
	isRatio: boolean
): Map<CellKey, Parts> {
	const filled = new Map(cells);
	const parts = partsAdded(isRatio);
	for (const group of addedUp(disaggregation))
		for (const { margin, keys } of rowsOf(group)) {
			if (filled.has(margin)) continue;
			const sums = parts.map((part) => ({ part, ...sumOf(keys, cells, part) }));
			if (!sums.every(({ complete }) => complete)) continue;
			const none = { value: null, numerator: null, denominator: null };
			const said = sums.flatMap(({ part, sum, filled: some }) => (some > 0 ? [[part, sum]] : []));
			filled.set(margin, { ...none, ...(Object.fromEntries(said) as Partial<Parts>) });
		}
	return filled;
}

/** What the cells come to by the first dimension that adds up and of which all is there; null: none is. */
export function totalOf(
	disaggregation: Disaggregation,
	cells: Cells,
	isRatio: boolean
): Partial<Record<Part, number>> | null {
	for (const group of addedUp(disaggregation)) {
		const sums = partsAdded(isRatio).map(
			(part) => [part, sumOf(keysOf(group), cells, part)] as const
		);
		if (sums.every(([, { complete, filled }]) => complete && filled > 0))
			return Object.fromEntries(sums.map(([part, { sum }]) => [part, sum]));
	}
	return null;
}

interface Compared {
	keys: readonly CellKey[];
	by: string;
	cell: CellKey | null;
	total: Parts;
}

function compared(
	{ keys, by, cell, total: whole }: Compared,
	cells: Cells,
	{ isRatio, neverBelow0 }: Counted
): Disagreement[] {
	return partsAdded(isRatio).flatMap((part): Disagreement[] => {
		const total = whole[part];
		const { sum, complete, filled } = sumOf(keys, cells, part);
		if (total === null || filled === 0 || near(sum, total)) return [];
		// what is still to come cannot make it less
		const isAbove = neverBelow0 && sum > total;
		return complete || isAbove ? [{ by, part, cell, total, sum, incomplete: !complete }] : [];
	});
}

interface Counted {
	isRatio: boolean;
	/** Whether no value of the KPI is below 0. */
	neverBelow0: boolean;
}

/**
 * Where cells and total, or the cells of two dimensions and those of one, do not agree. Cells that are
 * not all there agree with any total that they do not pass.
 */
export function disagreements(
	disaggregation: Disaggregation,
	total: Parts,
	cells: Cells,
	counted: Counted
): Disagreement[] {
	return addedUp(disaggregation).flatMap((group) => [
		...compared({ keys: keysOf(group), by: nameOf(group), cell: null, total }, cells, counted),
		...[...rowsOf(group)].flatMap(({ margin, by, keys }) => {
			const said = cells.get(margin);
			if (!said) return [];
			return compared({ keys, by, cell: margin, total: said }, cells, counted);
		})
	]);
}
