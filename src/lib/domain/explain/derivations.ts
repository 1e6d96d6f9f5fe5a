/** The derivation of any figure of a plan, built on request (rule 12). */
import { derivationOf, type Source } from './derivation-source.ts';
import { input, type Derivation, type FigureName } from './explain.ts';
import type { PlanFigures } from '../figures/figures.ts';
import { known, unknown } from '../records/known.ts';
import { explainKpi, type KpiFigureName } from './kpi-derivations.ts';
import { planTree } from '../progress/plan-tree.ts';
import type { PlanRecord } from '../records/records.ts';
import { shownState } from '../reporting/reporting.ts';
import { explainSummary } from './summary-derivations.ts';

/** Which figure of what: the plan as a whole, one element, or one KPI. */
export interface FigureReference {
	figure: FigureName;
	of: { kind: 'plan' } | { kind: 'element'; id: string } | { kind: 'kpi'; id: string };
}

function isKpiFigure(figure: FigureName): figure is KpiFigureName {
	return figure.startsWith('kpi_');
}

function explainReported(source: Source): Derivation {
	const { organisations, reported, expected } = source.figures.reporting;
	const inputs = organisations.map((organisation) => {
		const { state, since } = shownState(organisation);
		return input('organisation', {
			id: organisation.organisationId,
			code: organisation.acronym,
			raw: organisation.reported ? 1 : 0,
			on: since,
			reporting: state
		});
	});
	const result = expected === 0 ? unknown('no_period_due' as const) : known(reported);
	const figure = 'organisations_reported';
	return derivationOf(
		source,
		null,
		{ figure, unit: 'count', result, coverage: null },
		{ rule: 'count_reported', inputs }
	);
}

/**
 * How a figure came about, down to the reports. A total of money counts each line once.
 *
 * @param figures the plan's figures from the same plan, by `planFigures`
 * @returns undefined where the plan has no such element or KPI, or it has no such figure
 */
export function explainFigure(
	plan: PlanRecord,
	figures: PlanFigures,
	{ figure, of }: FigureReference
): Derivation | undefined {
	if (of.kind === 'kpi') {
		const kpi = plan.kpis.find(({ id }) => id === of.id);
		const own = figures.kpis.get(of.id);
		if (kpi === undefined || own === undefined || !isKpiFigure(figure)) return undefined;
		return explainKpi({ kpi, figures: own, asOf: figures.asOf }, figure);
	}
	const tree = planTree(plan, figures.asOf);
	const source: Source = {
		tree,
		figures,
		elements: new Map(tree.elements.map((element) => [element.id, element])),
		kpis: new Map(plan.kpis.map((kpi) => [kpi.id, kpi]))
	};
	if (isKpiFigure(figure)) return undefined;
	// it rests on all reports ever made, which are no part of a plan's rows; see `explainEnd`
	if (figure === 'forecast_end') return undefined;
	if (figure === 'organisations_reported') {
		return of.kind === 'plan' ? explainReported(source) : undefined;
	}
	if (of.kind === 'plan') return explainSummary(source, null, figures, figure);
	const element = source.elements.get(of.id);
	const summary = figures.elements.get(of.id);
	return element && summary && explainSummary(source, element, summary, figure);
}
