/** What a plan is compared with, as one list of items, whatever it is taken from. */
import type { FrameworkAxis } from '../frameworks/framework.ts';
import type { TemplateElement } from '../templates/template.ts';

/** One line of what a plan is compared with. */
export interface ChecklistLine {
	/** Unique among all that a plan can be compared with: `term:45`, of a template `item:12`. */
	key: string;
	/** What it is called for short; null: it has no code. */
	code: string | null;
	title: string;
	description: string | null;
	/** The key of the line in which it lies; null: it lies in none. */
	within: string | null;
}

/** A line that is asked about: nothing lies within it. */
export interface ChecklistItem extends ChecklistLine {
	/** The lines in which it lies, the widest first. */
	headings: readonly ChecklistLine[];
}

/** Items that lie in the same lines, in their order. */
export interface ChecklistGroup {
	headings: readonly ChecklistLine[];
	items: readonly ChecklistItem[];
}

/** The terms of an axis as lines; where several axes are compared each of them is a heading. */
const linesOfAxis = (axis: FrameworkAxis, isOneOfSeveral: boolean): ChecklistLine[] => {
	const top = isOneOfSeveral ? `axis:${axis.id}` : null;
	return [
		...(top === null
			? []
			: [
					{
						...{ key: top, code: null, title: axis.title },
						...{ description: axis.definition, within: null }
					}
				]),
		...axis.terms.map(({ id, code, title, definition, withinId }) => ({
			...{ key: `term:${id}`, code, title, description: definition },
			within: withinId === null ? top : `term:${withinId}`
		}))
	];
};

/** The lines of some axes of a framework. */
export const linesOfAxes = (axes: readonly FrameworkAxis[]): ChecklistLine[] =>
	axes.flatMap((axis) => linesOfAxis(axis, axes.length > 1));

/** The items of a template. */
export const linesOfTemplate = (elements: readonly TemplateElement[]): ChecklistLine[] =>
	elements.map(({ id, code, title, description, parentId }) => ({
		...{ key: `item:${id}`, code, title, description },
		within: parentId === null ? null : `item:${parentId}`
	}));

/** The lines that are asked about, in order: those within which nothing lies. An axis without terms asks nothing. */
export function itemsOf(lines: readonly ChecklistLine[]): ChecklistItem[] {
	const byKey = new Map(lines.map((line) => [line.key, line]));
	const wider = new Set(lines.map(({ within }) => within));
	const above = (line: ChecklistLine): ChecklistLine[] => {
		const next = line.within === null ? undefined : byKey.get(line.within);
		return next ? [...above(next), next] : [];
	};
	return lines
		.filter(({ key }) => !wider.has(key) && !key.startsWith('axis:'))
		.map((line) => ({ ...line, headings: above(line) }));
}

/** Items by the lines in which they lie, in the order in which each comes first. */
export function groupsOf<Item extends { headings: readonly ChecklistLine[] }>(
	items: readonly Item[]
): { headings: readonly ChecklistLine[]; items: Item[] }[] {
	const groups = Map.groupBy(items, ({ headings }) => headings.at(-1)?.key ?? '');
	return [...groups.values()].map((of) => ({ headings: of[0]!.headings, items: of }));
}
