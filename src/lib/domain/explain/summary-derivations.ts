/** How the figures of an element, or of the plan as a whole, came about: from its parts, each explained in turn. */
import { deliverySteps, plannedSteps, type Steps } from './activity-derivations.ts';
import { derivationOf, type Source } from './derivation-source.ts';
import {
	figureInput,
	input,
	type Derivation,
	type DerivationInput,
	type FigureName,
	type InputKind,
	type Quantity,
	type Unit
} from './explain.ts';
import { known, stateOf, unknown, type Knowable, type PartState } from '../records/known.ts';
import { explainKpi, type KpiFigureName } from './kpi-derivations.ts';
import { explainMoney, explainSpent } from './money-derivations.ts';
import { rollUpOf, type Parent, type RolledUpName } from '../figures/parent-figures.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import type { Part, RolledUp } from '../progress/rollup.ts';
import type { Summary } from '../figures/summary.ts';

/** The figures that an element and the plan have alike. */
export type SummaryFigureName = Exclude<
	FigureName,
	KpiFigureName | 'organisations_reported' | 'forecast_end'
>;

const knownState: PartState = { state: 'known' };

/** What stands in for a figure that is unknown whatever its parts say. */
function unknownSteps(kind: InputKind, figure: Knowable<unknown>): Steps {
	return { rule: 'as_given', inputs: [input(kind, { state: stateOf(figure) })] };
}

/** A rolled-up figure without its coverage and mark. */
function resultOf(figure: RolledUp): Knowable<Quantity> {
	return figure.known ? known(figure.value) : unknown(figure.reason);
}

/** A part of a roll-up with its own derivation: a KPI where attainment is of KPIs, else an element. */
function partInput(source: Source, part: Part, figure: SummaryFigureName): DerivationInput[] {
	const { weight, raw, counted, state } = part;
	const kpi = figure === 'attainment' ? source.kpis.get(part.id) : undefined;
	const kpiFigures = source.figures.kpis.get(part.id);
	if (kpi !== undefined && kpiFigures !== undefined) {
		const nested = explainKpi(
			{ kpi, figures: kpiFigures, asOf: source.tree.asOf },
			'kpi_attainment'
		);
		return [{ ...figureInput('kpi', nested), weight, raw, counted, state }];
	}
	const element = source.elements.get(part.id);
	const summary = source.figures.elements.get(part.id);
	if (element === undefined || summary === undefined) return [];
	const nested = explainSummary(source, element, summary, figure);
	return [{ ...figureInput(element.kind, nested), weight, raw, counted, state }];
}

function rollUpSteps(
	source: Source,
	parent: Parent,
	figure: SummaryFigureName,
	name: RolledUpName
): Steps {
	const { parts } = rollUpOf(source.tree, source.figures, parent, name);
	const rule = name === 'slippage' ? 'weighted_points' : 'weighted_share';
	return { rule, inputs: parts.flatMap((part) => partInput(source, part, figure)) };
}

/** A part of which nothing could be known covers nothing, which no derivation of its own says. */
function givenWhereUnknown(part: DerivationInput): DerivationInput {
	return part.derivation?.result.known ? part : { ...part, derivation: null };
}

/** Coverage is itself an average, of the parts' coverages over what applies; what is missing counts as 0. */
function coverageSteps(source: Source, parent: Parent, { delivery }: Summary): Steps {
	if (delivery.coverage === null) return unknownSteps('delivery_progress', delivery);
	if (parent?.kind === 'activity') {
		return { rule: 'as_given', inputs: [input('update', { raw: delivery.coverage })] };
	}
	const { parts } = rollUpOf(source.tree, source.figures, parent, 'delivery');
	const asCoverage = parts.map((part) => ({
		...part,
		raw: part.coverage,
		counted: part.coverage,
		state: part.state.state === 'excluded' ? part.state : knownState
	}));
	const inputs = asCoverage.flatMap((part) => partInput(source, part, 'coverage'));
	return { rule: 'weighted_share', inputs: inputs.map(givenWhereUnknown) };
}

function activitySteps(
	source: Source,
	element: ElementRecord,
	summary: Summary,
	name: 'delivery' | 'planned' | 'slippage'
): Steps {
	const compared = source.figures.elements.get(element.id)?.comparedOn ?? null;
	if (name === 'delivery') return deliverySteps(element, summary.delivery);
	if (name === 'planned') return plannedSteps(element, summary.planned, compared);
	const inputs = (['delivery_progress', 'planned_progress'] as const).map((figure) =>
		figureInput(figure, explainSummary(source, element, summary, figure))
	);
	return { rule: 'difference_in_points', inputs };
}

function explainRolledUp(
	source: Source,
	parent: Parent,
	summary: Summary,
	figure: SummaryFigureName,
	name: RolledUpName
): Derivation {
	const value = summary[name];
	const { coverage } = value;
	const unit = name === 'slippage' ? 'points' : 'share';
	const about = { figure, unit, result: resultOf(value), coverage } as const;
	const isOwn = parent !== null && parent.kind === 'activity' && name !== 'attainment';
	if (isOwn)
		return derivationOf(source, parent, about, activitySteps(source, parent, summary, name));
	const isOutright =
		!value.known && (value.reason === 'not_applicable' || value.reason === 'shares_elements');
	const steps = isOutright
		? unknownSteps('actual', value)
		: rollUpSteps(source, parent, figure, name);
	return derivationOf(source, parent, about, steps);
}

function dateInput(kind: InputKind, on: IsoDate | null): DerivationInput {
	const state: PartState = on === null ? { state: 'missing', reason: 'dates_not_set' } : knownState;
	return input(kind, { on, state });
}

/** How a figure of an element, or (null) of the plan as a whole, came about. */
export function explainSummary(
	source: Source,
	parent: Parent,
	summary: Summary,
	figure: SummaryFigureName
): Derivation {
	const make = (unit: Unit, result: Knowable<Quantity>, steps: Steps) =>
		derivationOf(source, parent, { figure, unit, result, coverage: null }, steps);
	switch (figure) {
		case 'delivery_progress':
			return explainRolledUp(source, parent, summary, figure, 'delivery');
		case 'planned_progress':
			return explainRolledUp(source, parent, summary, figure, 'planned');
		case 'slippage':
		case 'attainment':
			return explainRolledUp(source, parent, summary, figure, figure);
		case 'coverage': {
			const { coverage } = summary.delivery;
			const result = coverage === null ? resultOf(summary.delivery) : known(coverage);
			return make('share', result, coverageSteps(source, parent, summary));
		}
		case 'days_late': {
			const { plannedEnd, expectedEnd, daysLate } = summary;
			const inputs = [dateInput('planned_end', plannedEnd), dateInput('expected_end', expectedEnd)];
			const isSilent = !daysLate.known && daysLate.reason === 'not_reported';
			if (isSilent) return make('days', daysLate, unknownSteps('expected_end', daysLate));
			return make('days', daysLate, { rule: 'days_between', inputs });
		}
		case 'spent_of_allotment':
			return explainSpent(source, parent, summary);
		default:
			return explainMoney(source, parent, summary, figure);
	}
}
