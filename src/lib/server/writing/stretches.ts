/** Entries of the audit log whose numbers lie in a stretch: all of them at once may be millions. */
export interface Stretch {
	/** The number before its first. */
	after: bigint;
	/** Its last number. */
	upTo: bigint;
}

/**
 * The numbers from 1 to the last one, some at a time.
 *
 * @param atOnce how many of them
 */
export function* stretches(last: bigint, atOnce: number): Generator<Stretch> {
	for (let after = 0n; after < last; after += BigInt(atOnce)) {
		const upTo = after + BigInt(atOnce);
		yield { after, upTo: upTo < last ? upTo : last };
	}
}
