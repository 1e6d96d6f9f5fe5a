/** Elements in the order in which the plan has them: parents before what stands beneath them. */

interface Nested {
	id: string;
	parentId: string | null;
}

/** An element in its place. */
export type Ordered<Row> = Row & {
	/** 0 at the top. */
	depth: number;
	/** The first, or the last, of those beneath its parent. */
	first: boolean;
	last: boolean;
};

/**
 * Puts rows in the plan's order; one whose parent is not among them is left out.
 *
 * @param rows siblings in their own order
 */
export function inPlanOrder<Row extends Nested>(rows: readonly Row[]): Ordered<Row>[] {
	const children = Map.groupBy(rows, (row) => row.parentId);
	const walk = (parent: string | null, depth: number): Ordered<Row>[] =>
		(children.get(parent) ?? []).flatMap((row, place, siblings) => [
			{ ...row, depth, first: place === 0, last: place === siblings.length - 1 },
			...walk(row.id, depth + 1)
		]);
	return walk(null, 0);
}
