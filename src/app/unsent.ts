/**
 * What pages show that are not hydrated. SvelteKit writes the data of every page out for the browser and
 * throws that away where no script would read it: of a long page that takes as long as a third of drawing it.
 */
const unsentData = new WeakSet<object>();

/** Marks a value that a page without a script of SvelteKit's shows: it is never written out. */
export function unsent<Value extends object>(value: Value): Value {
	unsentData.add(value);
	return value;
}

export const isUnsent = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && unsentData.has(value);
