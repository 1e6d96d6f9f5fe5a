/** Geometry of a diverging bar: behind to the left of its middle, ahead to the right. */
import { within } from './lengths.ts';

export interface SlipGeometry {
	/** Shares of the whole width. */
	from: number;
	width: number;
	behind: boolean;
}

/**
 * @param points percentage points, negative where behind
 * @param extent the points that reach an end; 0 where nothing slipped at all
 */
export function slipGeometry(points: number, extent: number): SlipGeometry {
	const length = extent > 0 ? within(Math.abs(points) / extent) / 2 : 0;
	const behind = points < 0;
	return { from: behind ? 0.5 - length : 0.5, width: length, behind };
}
