/**
 * Values made of something lasting, which nobody changes, and of what changes beside it, each as it was
 * made last: a report changes a few of a plan's thousand elements, and of the others nothing has to be
 * made again. What is made of such a value can be kept with it in turn.
 */
export class Remade<Lasting extends object, Value> {
	readonly #last = new WeakMap<Lasting, { of: readonly unknown[]; value: Value }>();

	/** @param of all else that the value is made of, compared by identity */
	make(lasting: Lasting, of: readonly unknown[], make: () => Value): Value {
		const last = this.#last.get(lasting);
		if (last !== undefined && isSame(of, last.of)) return last.value;
		const value = make();
		this.#last.set(lasting, { of, value });
		return value;
	}
}

function isSame(parts: readonly unknown[], others: readonly unknown[]): boolean {
	if (parts.length !== others.length) return false;
	for (let at = 0; at < parts.length; at += 1) if (parts[at] !== others[at]) return false;
	return true;
}
