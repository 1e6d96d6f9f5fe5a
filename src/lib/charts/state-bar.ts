/** Geometry of one stacked bar: parts side by side, in the given order, the empty ones left out. */

export interface Segment<Part> {
	part: Part;
	/** Shares of the whole width. */
	from: number;
	width: number;
}

export function segments<Part extends { count: number }>(parts: Part[]): Segment<Part>[] {
	const filled = parts.filter((part) => part.count > 0);
	const total = filled.reduce((sum, part) => sum + part.count, 0);
	let before = 0;
	return filled.map((part) => {
		const from = before / total;
		before += part.count;
		return { part, from, width: part.count / total };
	});
}
