/** How far the KPIs are toward their end targets, by the weights of what they measure (rule 7). */
import { clampShare } from '../progress/progress-sums.ts';
import { effectiveWeightOf } from '../progress/plan-progress.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord } from '../records/records.ts';
import { attainmentFigure, kpiWeight } from './attainment-sums.ts';
import { figureInput, unknownSteps, type DerivationInput, type Steps } from './derivation.ts';
import { deriveOfKpi, summaryFigure } from './figure.ts';
import { kpiAttainment } from './kpi-attainment.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** An element and all beneath it, in the plan's order; null: the whole plan. */
function withBeneath(tree: PlanTree, element: ElementRecord | null): ElementRecord[] {
	const beneath = (tree.children.get(element?.id ?? null) ?? []).flatMap((child) =>
		withBeneath(tree, child)
	);
	return element === null ? beneath : [element, ...beneath];
}

function kpiInputs(of: Reckoned, element: ElementRecord): DerivationInput[] {
	const { plan } = of;
	const own = plan.tree.kpis.get(element.id) ?? [];
	const weight = kpiWeight(effectiveWeightOf(plan.progress, element), own.length);
	return own.map((kpi) => {
		const figures = plan.kpis.get(kpi.id)!;
		const derivation = deriveOfKpi(kpiAttainment, { kpi, figures, asOf: plan.days.asOf });
		const made = figureInput('kpi', derivation);
		const { raw } = made;
		return {
			...made,
			weight,
			on: figures.measuredOn,
			counted: typeof raw === 'number' ? clampShare(raw) : null,
			state: stateOf(made, weight, figures.state)
		};
	});
}

function stateOf(
	{ state }: DerivationInput,
	weight: number | null,
	measuring: string
): DerivationInput['state'] {
	if (state.state !== 'known') return state;
	if (weight === null) return { state: 'missing', reason: 'not_weighed' };
	return measuring === 'carried' ? { state: 'carried' } : state;
}

export const attainment = summaryFigure({
	name: 'attainment',
	unit: 'share',
	value: ({ plan, element }) =>
		attainmentFigure(plan.attainment(element), plan.tree.plan.coverageThreshold),
	steps: (of, value): Steps => {
		const inputs = withBeneath(of.plan.tree, of.element).flatMap((element) =>
			kpiInputs(of, element)
		);
		if (inputs.length === 0) return unknownSteps('kpi', value);
		return { rule: 'weighted_share', inputs };
	}
});
