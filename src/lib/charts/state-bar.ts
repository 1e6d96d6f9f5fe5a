/** Geometry of one stacked bar: parts side by side, in the given order, the empty ones left out. */

/** How many are in one state. */
export interface StatePart {
	word: string;
	count: number;
	/** `unnamed`: it is known how many, and not which. */
	tone: 'done' | 'going' | 'idle' | 'stopped' | 'silent' | 'unnamed';
}

export interface Segment<Part> {
	part: Part;
	/** Shares of the whole width. */
	from: number;
	width: number;
}

/** What is there is seen: a part this small is drawn as wide as this. */
const least = 0.01;

export function segments<Part extends { count: number }>(parts: Part[]): Segment<Part>[] {
	const filled = parts.filter(({ count }) => count > 0);
	const total = filled.reduce((sum, { count }) => sum + count, 0);
	const widths = filled.map(({ count }) => Math.max(least, count / total));
	const wide = widths.reduce((sum, width) => sum + width, 0);
	let before = 0;
	return filled.map((part, index) => {
		const from = before;
		const width = (widths[index] ?? 0) / wide;
		before += width;
		return { part, from, width };
	});
}
