/** Labels that stand on their lines, moved apart where they would meet. */

export interface Placed {
	/** The baseline of its text, in pixels from the top. */
	y: number;
}

/**
 * Moves labels apart to at least `gap`, within `top` … `bottom`, and as little as need be; their
 * order from top to bottom stays, and equal ones keep the order given.
 * Labels are taken to stand above each other wherever they are along the width, since how wide a
 * text is in its drawing is known only to the browser.
 */
export function moveApart<Label extends Placed>(
	labels: Label[],
	{ gap, top, bottom }: { gap: number; top: number; bottom: number }
): Label[] {
	const sorted = labels.map((label, index) => ({ label, index })).sort(byHeight);
	let lowest = top - gap;
	const pushed = sorted.map(({ label, index }) => {
		lowest = Math.max(label.y, lowest + gap);
		return { label: { ...label, y: lowest }, index };
	});
	let highest = bottom + gap;
	for (const { label } of pushed.toReversed()) {
		highest = Math.min(label.y, highest - gap);
		label.y = highest;
	}
	return pushed.sort((one, other) => one.index - other.index).map(({ label }) => label);
}

interface Indexed {
	label: Placed;
	index: number;
}

function byHeight(one: Indexed, other: Indexed): number {
	return one.label.y - other.label.y || one.index - other.index;
}
