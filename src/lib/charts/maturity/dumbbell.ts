/** Geometry of a dumbbell: where something stood, where it stands, and where it is to be, along the levels. */
import { within } from '../lengths.ts';

export interface DumbbellGeometry {
	/** Shares of the whole width; null: not known. */
	from: number | null;
	to: number | null;
	/** What lies between, from its left end; null: one of both is not known, or they are the same. */
	between: { from: number; width: number } | null;
	/** It fell. */
	fell: boolean;
}

export interface LevelRange {
	lowest: number;
	highest: number;
}

/** Where a value lies along the levels, 0 … 1. */
export const placeOf = (value: number, { lowest, highest }: LevelRange): number =>
	highest === lowest ? 0.5 : within((value - lowest) / (highest - lowest));

export function dumbbell(
	{ from, to }: { from: number | null; to: number | null },
	range: LevelRange
): DumbbellGeometry {
	const [start, end] = [from, to].map((value) => (value === null ? null : placeOf(value, range)));
	const isMove = start !== null && end !== null && start !== end;
	return {
		...{ from: start ?? null, to: end ?? null },
		between: isMove ? { from: Math.min(start!, end!), width: Math.abs(end! - start!) } : null,
		fell: isMove && end! < start!
	};
}
