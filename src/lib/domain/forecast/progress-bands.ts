/** How far work was when it was reported: forecasts made early err otherwise than those made late. */
export const progressBands = [
	'nothing_done',
	'below_25',
	'below_50',
	'below_75',
	'below_100'
] as const;
export type ProgressBand = (typeof progressBands)[number];

/** A share below this counts as nothing. */
const nothing = 0.0001;

/** The position among the bands of a share, 0…1; work reported as all done but not as completed is in the last. */
export function bandOf(share: number): number {
	if (share < nothing) return 0;
	return Math.min(progressBands.length - 1, 1 + Math.floor(share * 4));
}
