/** Values by key, made when they are asked for; those asked for longest ago go when there are too many. */
export class Few<Key, Value> {
	readonly #values = new Map<Key, Value>();
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}

	get(key: Key, make: () => Value): Value {
		const value = this.#values.get(key) ?? make();
		this.#values.delete(key);
		this.#values.set(key, value);
		const [oldest] = this.#values.keys();
		if (oldest !== undefined && this.#values.size > this.#most) this.#values.delete(oldest);
		return value;
	}
}
