/** A stream of numbers from 0 up to 1 that depends on its name alone: the same at every run. */
export function randomOf(name: string): () => number {
	let state = 2166136261;
	for (const byte of new TextEncoder().encode(name)) state = Math.imul(state ^ byte, 16777619);
	// mulberry32
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: () => number, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}
