/** Geometry of the money bars: stages of one sum, aligned and on one scale. */

/** A stage as it is drawn. */
export interface MoneyBar {
	word: string;
	amountText: string;
	/** Null: not set. */
	value: number | null;
	/** Of the stage before. */
	shareText: string | null;
	/** What is left of the stage before. */
	leftText?: string | null;
}

/** The share of the widest bar for each value; null where it is not set, or nothing is. */
export function moneyShares(values: (number | null)[]): (number | null)[] {
	const widest = Math.max(0, ...values.map((value) => value ?? 0));
	return values.map((value) => {
		if (value === null) return null;
		return widest === 0 ? 0 : Math.max(0, value) / widest;
	});
}
