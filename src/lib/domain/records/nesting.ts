/** Which kinds of element may stand beneath which, and what a new one there is called. */
import { elementKinds, type ElementKind } from './vocabulary.ts';

/** Whether an element may stand beneath a parent of this kind; null: at the top of the plan. */
export function mayNest(kind: ElementKind, parent: ElementKind | null): boolean {
	return parent === null || elementKinds.indexOf(parent) < elementKinds.indexOf(kind);
}

/**
 * What an element becomes where it goes beneath a parent: it stays what it is where that may be, else it
 * is the next narrower kind than the parent. Null: nothing may stand there.
 */
export function kindUnder(kind: ElementKind, parent: ElementKind | null): ElementKind | null {
	if (parent === null || mayNest(kind, parent)) return kind;
	return elementKinds[elementKinds.indexOf(parent) + 1] ?? null;
}

/** The kinds that may stand beneath a parent, the widest first. */
export function kindsBeneath(parent: ElementKind | null): ElementKind[] {
	return elementKinds.filter((kind) => mayNest(kind, parent));
}

const prefixes: Record<ElementKind, string> = { goal: 'G', objective: 'O', activity: '' };

/** `4.1.3` → `4.1.4`; undefined where the code does not end in a number. */
function following(code: string): string | undefined {
	const found = /^(.*?)(\d{1,9})$/.exec(code);
	return found ? `${found[1]}${Number(found[2]) + 1}` : undefined;
}

/**
 * A code for a new element after the pattern of its siblings, else of its parent: after `4.1.3`
 * comes `4.1.4`; the first activity of `O4.3` is `4.3.1`.
 *
 * @param siblings codes of its kind beneath the same parent, in the plan's order
 * @param taken all codes that are in use
 */
export function nextCode(
	kind: ElementKind,
	parentCode: string | null,
	siblings: string[],
	taken: ReadonlySet<string>
): string {
	const stem = (parentCode ?? '').replace(/^[GO](?=\d)/, '');
	const first = `${prefixes[kind]}${stem === '' ? '' : `${stem}.`}1`;
	const last = siblings.at(-1);
	let code = (last === undefined ? undefined : following(last)) ?? first;
	while (taken.has(code)) code = following(code) ?? `${code}.1`;
	return code;
}
