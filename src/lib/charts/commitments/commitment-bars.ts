/** Geometry of bars of commitments, a bar a period, all on one scale; what was added stands apart. */

export type CommitmentTone =
	| 'kept'
	| 'kept_late'
	| 'late'
	| 'moved'
	| 'open'
	| 'silent'
	| 'dropped'
	| 'not_due'
	| 'out'
	| 'added';

export interface CommitmentPart {
	tone: CommitmentTone;
	count: number;
}

export interface CommitmentBar {
	/** The part and its place, as shares of the width of the drawing. */
	part: CommitmentPart;
	from: number;
	width: number;
}

/** Between what was to end and what was added, as a share of the width. */
const gap = 0.015;

/** The most that a period has, for the scale of all. */
export const scaleOf = (periods: CommitmentPart[][]): number =>
	Math.max(1, ...periods.map((parts) => parts.reduce((sum, { count }) => sum + count, 0)));

/** The parts of one period, side by side; empty ones are left out. */
export function commitmentBars(parts: CommitmentPart[], most: number): CommitmentBar[] {
	const unit = (1 - gap) / most;
	let from = 0;
	return parts.flatMap((part) => {
		if (part.count === 0) return [];
		if (part.tone === 'added' && from > 0) from += gap;
		const bar = { part, from, width: part.count * unit };
		from += bar.width;
		return [bar];
	});
}
