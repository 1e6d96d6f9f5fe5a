/** Geometry of the two progress bars: how far the work is, and how far the KPIs moved. */
import { within } from '../lengths.ts';

export interface ProgressShares {
	/** 0…1; null is unknown. */
	delivery: number | null;
	planned: number | null;
	attainment: number | null;
	/** Known ÷ applicable weight, 0…1; null where nothing applies. */
	coverage: number | null;
}

export interface ProgressGeometry {
	/** Null where nothing is drawn. */
	delivery: number | null;
	attainment: number | null;
	planned: number | null;
	/** The part of the track for which nothing is reported, from its right end; null: all is. */
	silent: { from: number; width: number } | null;
	/** Nothing applies: the track itself is only an outline. */
	idle: boolean;
}

const drawn = (share: number | null) => (share === null ? null : within(share));

function silence(shares: ProgressShares): ProgressGeometry['silent'] {
	if (shares.coverage === null) return null;
	const covered = shares.delivery === null ? 0 : within(shares.coverage);
	return covered < 1 ? { from: covered, width: 1 - covered } : null;
}

export function progressGeometry(shares: ProgressShares): ProgressGeometry {
	return {
		delivery: drawn(shares.delivery),
		attainment: drawn(shares.attainment),
		planned: drawn(shares.planned),
		silent: silence(shares),
		idle: shares.delivery === null && shares.coverage === null
	};
}
