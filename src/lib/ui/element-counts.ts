import { elementKinds, type ElementKind } from '#lib/domain/records/vocabulary.ts';

/** How many elements of each kind a plan has, in its own words: `5 goals`, `9 objectives`. */
export function elementCounts(plan: {
	elements: Record<ElementKind, number>;
	labels: Record<ElementKind, { one: string; many: string }>;
}): string[] {
	return elementKinds
		.map((kind) => ({ count: plan.elements[kind], label: plan.labels[kind] }))
		.filter(({ count }) => count > 0)
		.map(({ count, label }) => `${count} ${(count === 1 ? label.one : label.many).toLowerCase()}`);
}
