/** Geometry of how many organisations waves have. */

export interface WaveExtent {
	members: number;
	/** Null: it is open. */
	reach: number | null;
}

export interface ExtentBar {
	/** Shares of the whole width. */
	members: number;
	/** As far as organisations are stated that are not members; 0: there are none. */
	notNamed: number;
	isOpen: boolean;
}

/** The longest wave takes this share, so that an open one reaches further, and has no end. */
const longestShare = 0.75;

export function extentBars(waves: readonly WaveExtent[]): ExtentBar[] {
	const most = Math.max(1, ...waves.map(({ members, reach }) => reach ?? members));
	const share = (count: number) => (count / most) * longestShare;
	return waves.map(({ members, reach }) => ({
		members: share(members),
		notNamed: reach === null ? 0 : share(reach - members),
		isOpen: reach === null
	}));
}
