/**
 * What is worth keeping as long as its key names it: whatever changes what a plan shows raises its
 * revision in the same transaction, so a value under the revision just read is exact.
 */
export class Kept<Value> {
	readonly #values = new Map<string, Promise<Value>>();
	readonly #most: number;

	/** @param most how many values one process keeps; the oldest go first */
	constructor(most: number) {
		this.#most = most;
	}

	/** The value of a key, made once for all who ask; what failed is made again at the next asking. */
	get(parts: (string | null)[], make: () => Promise<Value>): Promise<Value> {
		const key = parts.join(' ');
		const found = this.#values.get(key);
		if (found) return found;
		const made = make();
		this.#values.set(key, made);
		made.catch(() => this.#values.delete(key));
		for (const oldest of this.#values.keys()) {
			if (this.#values.size <= this.#most) break;
			this.#values.delete(oldest);
		}
		return made;
	}
}
