import type { Db } from '../db/connect.ts';

/**
 * What is worth keeping as long as its key names it: whatever changes what a plan shows raises its
 * revision in the same transaction, so a value under the revision just read is exact. It is kept with
 * the database that it came from, and neither read nor written in a transaction, which may be undone.
 */
export class Kept<Value> {
	readonly #databases = new WeakMap<Db, Map<string, Promise<Value>>>();
	readonly #most: number;

	/** @param most how many values one process keeps of a database; the oldest go first */
	constructor(most: number) {
		this.#most = most;
	}

	/** Whether the value of a key is kept, or being made. */
	has(db: Db, parts: (string | null)[]): boolean {
		return !db.isTransaction && Boolean(this.#databases.get(db)?.has(JSON.stringify(parts)));
	}

	/** The value of a key, made once for all who ask; what failed is made again at the next asking. */
	get(db: Db, parts: (string | null)[], make: () => Promise<Value>): Promise<Value> {
		if (db.isTransaction) return make();
		const values = this.#databases.get(db) ?? new Map<string, Promise<Value>>();
		this.#databases.set(db, values);
		const key = JSON.stringify(parts);
		const found = values.get(key);
		if (found) return found;
		const made = make();
		values.set(key, made);
		made.catch(() => values.delete(key));
		for (const oldest of values.keys()) {
			if (values.size <= this.#most) break;
			values.delete(oldest);
		}
		return made;
	}
}
