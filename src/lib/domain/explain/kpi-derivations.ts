/** How a KPI's figures came about, down to its measurements. */
import type { Steps } from './activity-derivations.ts';
import {
	countedOverTime,
	overTime,
	seriesByOrganisation,
	valueHistory
} from '../kpis/aggregation.ts';
import { unitScale } from '../kpis/units.ts';
import { pathStretch, type DatedValue } from '../kpis/attainment.ts';
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
import { known, stateOf, type Knowable } from '../records/known.ts';
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import { requiredStretch } from '../kpis/pace.ts';
import type { IsoDate, KpiRecord, MeasurementRecord } from '../records/records.ts';

export interface ExplainedKpi {
	kpi: KpiRecord;
	figures: KpiFigures;
	asOf: IsoDate;
}

export type KpiFigureName = Extract<FigureName, `kpi_${string}`>;

function derivation(
	{ kpi, asOf }: ExplainedKpi,
	figure: KpiFigureName,
	unit: Unit,
	steps: Steps,
	result: Knowable<Quantity>
): Derivation {
	const of = { kind: 'kpi', id: kpi.id, code: kpi.code, title: kpi.title } as const;
	return { figure, of, unit, asOf, ...steps, result, coverage: null };
}

/** What stands in for a figure that cannot be computed: the value, where it has one, and the reason. */
function unknownSteps(result: Knowable<unknown>): Steps {
	return { rule: 'as_given', inputs: [input('actual', { state: stateOf(result) })] };
}

function dated(kind: InputKind, value: DatedValue): DerivationInput {
	return input(kind, { raw: value.value, on: value.on });
}

function measurementInput(measurement: MeasurementRecord): DerivationInput {
	const { id, value, measuredOn } = measurement;
	return input('measurement', { id, raw: value, on: measuredOn, sourceId: id });
}

function ratioSteps(kpi: KpiRecord, counted: MeasurementRecord[]): Steps {
	const parts = counted.map((measurement) => ({
		...measurementInput(measurement),
		raw: measurement.numerator,
		counted: measurement.numerator,
		weight: measurement.denominator
	}));
	return {
		rule: 'ratio_of_sums',
		inputs: [...parts, input('unit_scale', { raw: unitScale(kpi.unit) })]
	};
}

function overTimeSteps(kpi: KpiRecord, counted: MeasurementRecord[]): Steps {
	if (kpi.overTime === 'ratio') return ratioSteps(kpi, counted);
	return {
		rule: kpi.overTime === 'flow_plan' ? 'sum' : 'as_given',
		inputs: counted.map(measurementInput)
	};
}

/** One organisation's value to date as an input of the whole. */
function organisationInput(explained: ExplainedKpi, series: MeasurementRecord[]): DerivationInput {
	const { kpi } = explained;
	const value = overTime(kpi, series);
	const steps = overTimeSteps(kpi, series);
	const id = series[0]?.organisationId ?? null;
	const nested = derivation(explained, 'kpi_value', 'kpi_unit', steps, value);
	return { ...figureInput('organisation', nested), id, code: null, title: null };
}

function valueSteps(explained: ExplainedKpi): Steps {
	const { kpi } = explained;
	const counted = countedOverTime(kpi, kpi.measurements);
	if (kpi.overOrganisations === 'ratio') return ratioSteps(kpi, counted);
	const series = seriesByOrganisation(kpi, counted);
	const [only] = series;
	if (only !== undefined && series.length === 1) return overTimeSteps(kpi, only);
	const rule = kpi.overOrganisations === 'none' ? 'sum' : kpi.overOrganisations;
	return { rule, inputs: series.map((one) => organisationInput(explained, one)) };
}

function explainValue(explained: ExplainedKpi): Derivation {
	const { value } = explained.figures;
	const steps = value.known ? valueSteps(explained) : unknownSteps(value);
	return derivation(explained, 'kpi_value', 'kpi_unit', steps, value);
}

function rangeInputs(kpi: KpiRecord): DerivationInput[] {
	return [
		input('range_low', { raw: kpi.rangeLow }),
		input('range_high', { raw: kpi.rangeHigh }),
		input('range_zero_distance', { raw: kpi.rangeZeroDistance })
	];
}

function attainmentSteps(explained: ExplainedKpi): Steps {
	const { kpi } = explained;
	const actual = figureInput('actual', explainValue(explained));
	if (kpi.direction === 'range') {
		return { rule: 'within_range', inputs: [actual, ...rangeInputs(kpi)] };
	}
	const endTarget = kpi.targets.at(-1);
	const target = input('target', { raw: endTarget?.value ?? null, on: endTarget?.dueOn ?? null });
	const baseline = input('baseline', { raw: kpi.baselineValue, on: kpi.baselineOn });
	if (endTarget?.value !== kpi.baselineValue) {
		return { rule: 'toward_target', inputs: [actual, baseline, target] };
	}
	const rule = kpi.direction === 'up' ? 'maintained_from_below' : 'maintained_from_above';
	return { rule, inputs: [actual, target, input('tolerance', { raw: kpi.tolerance })] };
}

function dueSteps({ kpi, figures }: ExplainedKpi): Steps {
	const stretch = pathStretch(kpi, figures.comparedOn);
	if (!stretch.known) return unknownSteps(stretch);
	const [from, to] = stretch.value;
	const isFirst = from.on === kpi.baselineOn && from.value === kpi.baselineValue;
	const inputs = [
		dated(isFirst ? 'baseline' : 'target', from),
		dated('target', to),
		input('compared_on', { on: figures.comparedOn })
	];
	return { rule: 'on_path', inputs };
}

function gapSteps(explained: ExplainedKpi): Steps {
	const { kpi, figures } = explained;
	const actual = figureInput('actual', explainValue(explained));
	if (kpi.direction === 'range') {
		return { rule: 'outside_range', inputs: [actual, ...rangeInputs(kpi).slice(0, 2)] };
	}
	const dueDerivation = derivation(
		explained,
		'kpi_due_value',
		'kpi_unit',
		dueSteps(explained),
		figures.due
	);
	const due = figureInput('due_value', dueDerivation);
	return { rule: 'difference', inputs: kpi.direction === 'up' ? [actual, due] : [due, actual] };
}

function paceSteps(explained: ExplainedKpi): Steps {
	const { kpi, figures } = explained;
	const history = valueHistory(kpi);
	const stretch = requiredStretch(kpi, history);
	if (!figures.pace.known || stretch === null) return unknownSteps(figures.pace);
	const part = (steps: Steps, value: number) =>
		derivation(explained, 'kpi_pace', 'kpi_unit_per_day', steps, known(value));
	const observed: Steps = {
		rule: 'theil_sen',
		inputs: history.map((value) => dated('measurement', value))
	};
	const required: Steps = {
		rule: 'change_per_day',
		inputs: [dated('baseline', stretch[0]), dated('target', stretch[1])]
	};
	return {
		rule: 'ratio',
		inputs: [
			figureInput('observed_pace', part(observed, figures.pace.value.observed)),
			figureInput('required_pace', part(required, figures.pace.value.required))
		]
	};
}

/** How one figure of a KPI came about. */
export function explainKpi(explained: ExplainedKpi, figure: KpiFigureName): Derivation {
	const { figures } = explained;
	const explainAs = (unit: Unit, steps: (of: ExplainedKpi) => Steps, result: Knowable<number>) =>
		derivation(
			explained,
			figure,
			unit,
			result.known ? steps(explained) : unknownSteps(result),
			result
		);
	switch (figure) {
		case 'kpi_value':
			return explainValue(explained);
		case 'kpi_attainment':
			return explainAs('share', attainmentSteps, figures.attainment);
		case 'kpi_due_value':
			return explainAs('kpi_unit', dueSteps, figures.due);
		case 'kpi_gap':
			return explainAs('kpi_unit_difference', gapSteps, figures.gap);
		case 'kpi_pace': {
			const { pace } = figures;
			return explainAs('share', paceSteps, pace.known ? known(pace.value.share) : pace);
		}
	}
}
