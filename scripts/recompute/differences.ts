/** Where published figures differ from recomputed ones. */
import { Fraction } from './fraction.ts';
import type { Leaf, Tree } from './tree.ts';

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

const named = (rows: unknown, ...names: string[]) =>
	Object.fromEntries(
		((rows ?? []) as Rows).map((row) => [names.map((name) => String(row[name])).join('/'), row])
	);

function rollOutsByName(rows: unknown): Record<string, unknown> {
	const wave = ({ steps, curve, projections, ...rest }: Record<string, unknown>) => ({
		...rest,
		...{ steps: named(steps, 'step'), curve: named(curve, 'on') },
		projections: named(projections, 'step')
	});
	return Object.fromEntries(
		((rows ?? []) as Rows).map(({ name, waves, velocity, waiting, gone, ...rest }) => [
			String(name),
			{
				...rest,
				waves: named((waves as Rows).map(wave), 'id'),
				velocity: named(velocity, 'to'),
				waiting: named(waiting, 'member', 'step'),
				gone: Object.fromEntries((gone as string[]).map((id) => [id, true]))
			}
		])
	);
}

/** Lists by what their rows are called, so that a row is found by its name. */
function byName({ elements, kpis, curve, roll_outs, ...rest }: Record<string, unknown>) {
	return {
		...rest,
		...(roll_outs !== undefined && { roll_outs: rollOutsByName(roll_outs) }),
		elements: named(elements, 'code'),
		kpis: named(kpis, 'code'),
		curve: named(curve, 'on')
	};
}

const lists = ['waiting', 'curve', 'velocity', 'gone', 'waves'];

/** Rows of roll-outs that are published and not recomputed. */
function surplus(path: string, wanted: unknown, published: unknown): Difference[] {
	const [ours, theirs] = [wanted ?? {}, published ?? {}] as Record<string, unknown>[];
	const isList = path === 'roll_outs' || lists.includes(path.split('.').at(-1)!);
	return Object.entries(theirs!).flatMap(([name, part]) => {
		const own = `${path}.${name}`;
		if (!(name in ours!))
			return isList ? [{ figure: own, recomputed: null, published: 'present' }] : [];
		return typeof part === 'object' && part !== null ? surplus(own, ours![name], part) : [];
	});
}

/** Numbers may differ by a billionth, relative above 1; amounts of money and words not at all. */
export function differences(recomputed: Tree, published: object): Difference[] {
	const document = byName(published as Record<string, unknown>);
	const more = (['elements', 'kpis', 'curve'] as const).flatMap((list) =>
		Object.keys(document[list])
			.filter((name) => !(name in (recomputed[list] as Tree)))
			.map((name) => ({ figure: `${list}.${name}`, recomputed: null, published: 'present' }))
	);
	const rollOuts = surplus('roll_outs', recomputed['roll_outs'], document.roll_outs);
	return [...more, ...rollOuts, ...compared('', recomputed, document)];
}

/** How many values are compared. */
export function size(tree: Leaf | Tree): number {
	if (tree === null || typeof tree !== 'object' || tree instanceof Fraction) return 1;
	return Object.values(tree).reduce<number>((sum, part) => sum + size(part), 0);
}
