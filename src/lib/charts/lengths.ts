/** Positions along a drawing whose width is not known: shares of it, written as SVG takes them. */

/** `52.3%`; two decimals are a tenth of a pixel on a wall screen. */
export function along(share: number): string {
	return `${Math.round(share * 10_000) / 100}%`;
}

/** A share kept within 0…1, as bars have to be. */
export function within(share: number): number {
	return Math.min(1, Math.max(0, share));
}
