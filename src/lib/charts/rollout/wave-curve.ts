/** Geometry of planned and done of a wave: a picture as small as several side by side. */
import { line, scaleLinear } from 'd3';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { RollOutPoint } from '#lib/domain/rollout/curve.ts';
import { chartTicks, drawnSpan, positions } from '../time-axis.ts';

export const waveFrame = { height: 190, top: 24, bottom: 160 };

const heights = scaleLinear([0, 1], [waveFrame.bottom, waveFrame.top]);

/** Paths are 1000 wide, to be stretched; null without any day. */
export function waveCurve(points: readonly RollOutPoint[], asOf: IsoDate) {
	const span = drawnSpan(points.map(({ on }) => on));
	if (!span) return null;
	const at = positions(span.from, span.to);
	const path = (of: (point: RollOutPoint) => number | null) =>
		line<RollOutPoint>()
			.defined((point) => of(point) !== null)
			.x(({ on }) => at(on) * 1000)
			.y((point) => heights(of(point) ?? 0))
			.digits(1)([...points]) ?? '';
	const last = points.findLast(({ done }) => done !== null);
	return {
		planned: path(({ planned }) => planned),
		done: path(({ done }) => done),
		last: last ? { x: at(last.on), y: heights(last.done!), done: last.done! } : null,
		today: asOf < span.to ? at(asOf) : null,
		ticks: chartTicks(span.from, span.to),
		values: [0, 0.5, 1].map((value) => ({ value, y: heights(value) }))
	};
}
