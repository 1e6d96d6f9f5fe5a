/** Made-up numbers that are the same at every run. */

/** A stream of numbers from 0 up to 1 that depends on its name alone. */
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

/** What histories are drawn from. */
export interface Draws {
	/** Evenly between two numbers. */
	between(low: number, high: number): number;
	/** A whole number between two, both included. */
	whole(low: number, high: number): number;
	/** Of a normal distribution (Box–Muller). */
	normal(mean: number, deviation: number): number;
	/** Of an exponential distribution. */
	waiting(mean: number): number;
}

export function drawsOf(name: string): Draws {
	const random = randomOf(name);
	const between = (low: number, high: number) => low + (high - low) * random();
	// 1 − random is never 0
	const waiting = (mean: number) => -mean * Math.log(1 - random());
	return {
		between,
		waiting,
		whole: (low, high) => Math.floor(between(low, high + 1)),
		normal: (mean, deviation) =>
			mean + deviation * Math.sqrt(2 * waiting(1)) * Math.cos(2 * Math.PI * random())
	};
}
