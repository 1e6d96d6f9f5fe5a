/** Where published figures differ from recomputed ones. */
import { Fraction } from './fraction.ts';
import type { Leaf, Tree } from './recompute.ts';

export interface Difference {
	figure: string;
	recomputed: string | number | boolean | null;
	published: unknown;
}

type Rows = Record<string, unknown>[];

const tolerance = 1e-9;

const plain = (leaf: Leaf) => (leaf instanceof Fraction ? leaf.number() : leaf);

function isEqual(leaf: Leaf, published: unknown): boolean {
	const wanted = plain(leaf);
	if (typeof wanted !== 'number' || typeof published !== 'number') return wanted === published;
	return Math.abs(wanted - published) <= tolerance * Math.max(1, Math.abs(wanted));
}

function compared(path: string, wanted: Leaf | Tree, published: unknown): Difference[] {
	if (wanted === null || typeof wanted !== 'object' || wanted instanceof Fraction) {
		if (isEqual(wanted, published)) return [];
		return [{ figure: path, recomputed: plain(wanted), published }];
	}
	const parts = (published ?? {}) as Record<string, unknown>;
	return Object.entries(wanted).flatMap(([name, part]) =>
		compared(path === '' ? name : `${path}.${name}`, part, parts[name])
	);
}

/** Lists by what their rows are called, so that a row is found by its name. */
function byName({ elements, kpis, curve, ...rest }: Record<string, unknown>) {
	const named = (rows: unknown, name: string) =>
		Object.fromEntries((rows as Rows).map((row) => [String(row[name]), row]));
	return {
		...rest,
		elements: named(elements, 'code'),
		kpis: named(kpis, 'code'),
		curve: named(curve, 'on')
	};
}

/** Numbers may differ by a billionth, relative above 1; amounts of money and words not at all. */
export function differences(recomputed: Tree, published: object): Difference[] {
	const document = byName(published as Record<string, unknown>);
	const more = (['elements', 'kpis', 'curve'] as const).flatMap((list) =>
		Object.keys(document[list])
			.filter((name) => !(name in (recomputed[list] as Tree)))
			.map((name) => ({ figure: `${list}.${name}`, recomputed: null, published: 'present' }))
	);
	return [...more, ...compared('', recomputed, document)];
}

/** How many values are compared. */
export function size(tree: Leaf | Tree): number {
	if (tree === null || typeof tree !== 'object' || tree instanceof Fraction) return 1;
	return Object.values(tree).reduce<number>((sum, part) => sum + size(part), 0);
}
