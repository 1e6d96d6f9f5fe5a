/** The codes of a plan's elements: those that the text gives, else such as their place suggests. */
import { isCode } from '../../records/codes.ts';
import { nextCode } from '../../records/nesting.ts';
import type { WorkedPlan } from './worked.ts';

export interface Coded {
	code: string;
	/** Whether the text itself gives it. */
	isStated: boolean;
}

/** Codes by the ids of elements, no two alike. */
export function codesOf({ elements }: WorkedPlan): Map<number, Coded> {
	const codes = new Map<number, Coded>();
	const taken = new Set<string>();
	for (const element of elements) {
		const { id, kind, parent, code: stated } = element;
		const isStated = stated !== null && isCode(stated) && !taken.has(stated);
		const siblings = elements
			.filter((other) => other.parent === parent && other.kind === kind)
			.flatMap((other) => codes.get(other.id)?.code ?? []);
		const above = parent === null ? null : (codes.get(parent)?.code ?? null);
		const code = isStated ? stated : nextCode(kind, above, siblings, taken);
		taken.add(code);
		codes.set(id, { code, isStated });
	}
	return codes;
}
