import type { Db } from '../db/connect.ts';

interface Keeping<Value> {
	value: Promise<Value>;
	/** Null while it is being made. */
	weight: number | null;
}

/** By key, the oldest first. */
type Shelf<Value> = Map<string, Keeping<Value>>;

/**
 * What is worth keeping as long as its key names it: whatever changes what a plan shows raises its
 * revision in the same transaction, so a value under the revision just read is exact. It is kept with
 * the database that it came from, and neither read nor written in a transaction, which may be undone.
 */
export class Kept<Value> {
	readonly #databases = new WeakMap<Db, Shelf<Value>>();
	readonly #most: number;
	readonly #weigh: (value: Value) => number;

	/**
	 * @param most how much one process keeps of a database; the oldest go first, the latest never
	 * @param weigh how much of it a value takes; by themselves values are counted
	 */
	constructor(most: number, weigh: (value: Value) => number = () => 1) {
		this.#most = most;
		this.#weigh = weigh;
	}

	/** Whether the value of a key is kept, or being made. */
	has(db: Db, parts: (string | null)[]): boolean {
		return !db.isTransaction && Boolean(this.#databases.get(db)?.has(JSON.stringify(parts)));
	}

	/** The value of a key, made once for all who ask; what failed is made again at the next asking. */
	get(db: Db, parts: (string | null)[], make: () => Promise<Value>): Promise<Value> {
		if (db.isTransaction) return make();
		const shelf: Shelf<Value> = this.#databases.get(db) ?? new Map();
		this.#databases.set(db, shelf);
		const key = JSON.stringify(parts);
		const found = shelf.get(key);
		if (found) return found.value;
		const made: Keeping<Value> = { value: make(), weight: null };
		shelf.set(key, made);
		made.value.then(
			(value) => {
				made.weight = this.#weigh(value);
				this.#lighten(shelf);
			},
			() => shelf.delete(key)
		);
		return made.value;
	}

	/** What is still being made stays. */
	#lighten(shelf: Shelf<Value>): void {
		let weight = 0;
		for (const one of shelf.values()) weight += one.weight ?? 0;
		for (const [key, oldest] of shelf) {
			if (weight <= this.#most || shelf.size === 1) return;
			if (oldest.weight === null) continue;
			weight -= oldest.weight;
			shelf.delete(key);
		}
	}
}
