import type { ElementKind } from '#lib/domain/records/vocabulary.ts';

/** What a plan calls each kind of element. */
export type PlanLabels = Record<ElementKind, { one: string; many: string }>;
