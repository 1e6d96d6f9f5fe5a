/** Which terms something may be tagged with. */
import type { Arity } from '../records/vocabulary.ts';

interface TagChoices {
	axes: readonly { id: string; arity: Arity }[];
	terms: readonly { id: string; axisId: string }[];
}

/** Ids of the axes of which more terms are chosen than an element may have. */
export function overfullAxes({ axes, terms }: TagChoices, chosen: readonly string[]): string[] {
	const axisOf = new Map(terms.map(({ id, axisId }) => [id, axisId]));
	const byAxis = Map.groupBy(new Set(chosen), (id) => axisOf.get(id));
	return axes.flatMap(({ id, arity }) =>
		arity !== 'many' && (byAxis.get(id)?.length ?? 0) > 1 ? [id] : []
	);
}

/** What of a plan is tagged. */
export type TaggedKind = 'element' | 'kpi';

/** By which one of them is told from all others of a plan. */
export const taggedKey = ({ kind, id }: { kind: TaggedKind; id: string }): string =>
	`${kind}-${id}`;

/** The field by which the provenance of one tag is kept. */
export const tagField = (termName: string): string => `terms.${termName}`;
