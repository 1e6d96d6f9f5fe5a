/** Geometry of a series of values: points, what joins them, and where the way of reckoning breaks. */
import type { SeriesStep, SeriesPoint } from '#lib/domain/maturity/reading.ts';
import { seriesSteps } from '#lib/domain/maturity/reading.ts';
import { drawnSpan, positions } from '../time-axis.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { placeOf, type LevelRange } from './dumbbell.ts';

export interface SeriesGeometry {
	from: IsoDate;
	to: IsoDate;
	/** Shares of the width, pixels from the top. */
	points: { point: SeriesPoint; x: number; y: number }[];
	/** Paths, 1000 wide, of values that can be compared. */
	lines: string[];
	/** Where a break lies, as shares of the width. */
	breaks: number[];
}

export interface SeriesFrame {
	height: number;
	top: number;
	bottom: number;
}

/** Null: there is nothing to draw. */
export function indexSeries(
	points: readonly SeriesPoint[],
	range: LevelRange,
	{ top, bottom }: SeriesFrame
): SeriesGeometry | null {
	const span = drawnSpan(points.map(({ on }) => on));
	if (!span) return null;
	const at = positions(span.from, span.to);
	const yOf = (value: number) => bottom - placeOf(value, range) * (bottom - top);
	const placed = (point: SeriesPoint) => ({
		...{ point, x: at(point.on) },
		y: yOf(point.value ?? range.lowest)
	});
	const steps = seriesSteps(points);
	const line = ({ from, to }: SeriesStep) => {
		const [a, b] = [placed(from), placed(to)];
		return `M${a.x * 1000},${a.y}L${b.x * 1000},${b.y}`;
	};
	return {
		...span,
		points: points.filter(({ value }) => value !== null).map(placed),
		lines: steps.filter(({ way }) => way === 'joined').map(line),
		breaks: steps
			.filter(({ way }) => way === 'break')
			.map(({ from, to }) => (at(from.on) + at(to.on)) / 2)
	};
}
