/** What the S-curve is drawn from, and the frame that it is drawn in. */
import { scaleLinear } from 'd3';
import type { IsoDate } from '#lib/domain/records/records.ts';

export interface CurvePoint {
	on: IsoDate;
	/** 0…1; null is unknown. */
	planned: number | null;
	/** As the plan was adopted; left out where that is the same. */
	adopted?: number | null;
	done: number | null;
	/** Of the weight, 0…1; null where nothing is said of it. */
	coverage: number | null;
}

export type Reported = CurvePoint & { done: number };

/** Silence lies between `base` and `bottom`. */
/** Above `top` there are two lines of text: the status date, and beneath it where the forecast ends. */
export const curveFrame = { height: 258, top: 46, base: 214, bottom: 230 };

/** From a share to its height, in pixels from the top. */
export const curveHeight = scaleLinear([0, 1], [curveFrame.base, curveFrame.top]);
