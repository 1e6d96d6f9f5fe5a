/** What the derivations of elements, and of the plan as a whole, are built from. */
import type { Steps } from './activity-derivations.ts';
import type { Derivation, FigureOwner } from './explain.ts';
import type { PlanFigures } from '../figures/figures.ts';
import type { Parent } from '../figures/parent-figures.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';

/** All that a derivation is built from. */
export interface Source {
	tree: PlanTree;
	figures: PlanFigures;
	elements: Map<string, ElementRecord>;
	kpis: Map<string, KpiRecord>;
}

/** A derivation of an element, or (null) of the plan as a whole. */
export function derivationOf(
	{ tree }: Source,
	parent: Parent,
	about: Pick<Derivation, 'figure' | 'unit' | 'result' | 'coverage'>,
	steps: Steps
): Derivation {
	const { plan, asOf } = tree;
	const of: FigureOwner =
		parent === null
			? { kind: 'plan', id: plan.id, code: null, title: plan.title }
			: { kind: parent.kind, id: parent.id, code: parent.code, title: parent.title };
	return { ...about, of, asOf, ...steps };
}
