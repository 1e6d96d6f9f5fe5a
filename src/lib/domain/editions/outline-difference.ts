/** The outline of a plan without a change and with it: what goes, comes, moves or is worded otherwise. */
import type { ElementRecord, PlanRecord } from '../records/records.ts';

export type OutlineMark = 'gone' | 'new' | 'moved' | 'reworded';

export interface OutlineLine {
	id: string;
	code: string;
	title: string;
	/** 0 at the top. */
	depth: number;
	/** Null: as on the other side. */
	mark: OutlineMark | null;
}

export interface OutlineDifference {
	before: OutlineLine[];
	after: OutlineLine[];
}

function markOf(
	element: ElementRecord,
	other: ElementRecord | undefined,
	missing: 'gone' | 'new'
): OutlineMark | null {
	if (!other) return missing;
	if (element.parentId !== other.parentId || element.position !== other.position) return 'moved';
	return element.code !== other.code || element.title !== other.title ? 'reworded' : null;
}

interface Line extends OutlineLine {
	/** The element at the top that it stands under. */
	top: string;
}

function linesOf(record: PlanRecord, other: PlanRecord, missing: 'gone' | 'new'): Line[] {
	const others = new Map(other.elements.map((element) => [element.id, element]));
	const above = new Map<string, Line>();
	for (const element of record.elements) {
		const { id, code, title, parentId } = element;
		const parent = parentId === null ? undefined : above.get(parentId);
		const mark = markOf(element, others.get(id), missing);
		const [depth, top] = [parent ? parent.depth + 1 : 0, parent?.top ?? id];
		above.set(id, { id, code, title, depth, mark, top });
	}
	return [...above.values()];
}

/** What stands at the top with anything beneath it that differs, whole; null: the outlines are alike. */
export function outlineDifference(before: PlanRecord, after: PlanRecord): OutlineDifference | null {
	const [was, is] = [linesOf(before, after, 'gone'), linesOf(after, before, 'new')];
	const tops = new Set([...was, ...is].filter(({ mark }) => mark).map(({ top }) => top));
	if (tops.size === 0) return null;
	const shown = (lines: Line[]) =>
		lines.filter(({ top }) => tops.has(top)).map(({ top: _, ...line }) => line);
	return { before: shown(was), after: shown(is) };
}
