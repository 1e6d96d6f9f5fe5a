/** The value of a KPI to date, from its measurements (rule 3). */
import { overOrganisations } from '../kpis/series.ts';
import type { SeriesPoint } from '../kpis/series.ts';
import { unitScale } from '../kpis/units.ts';
import type { KpiRecord, MeasurementRecord } from '../records/records.ts';
import {
	figureInput,
	input,
	unknownSteps,
	type Derivation,
	type DerivationInput,
	type Steps
} from './derivation.ts';
import { kpiFigure, type ReckonedKpi } from './figure.ts';
import { known } from '../records/known.ts';

function measurementInput(measurement: MeasurementRecord): DerivationInput {
	const { id, value, measuredOn } = measurement;
	return input('measurement', { id, raw: value, on: measuredOn, sourceId: id });
}

function ratioSteps({ unit }: KpiRecord, parts: MeasurementRecord[]): Steps {
	const inputs = parts.map((measurement) => ({
		...measurementInput(measurement),
		raw: measurement.numerator,
		counted: measurement.numerator,
		weight: measurement.denominator
	}));
	return {
		rule: 'ratio_of_sums',
		inputs: [...inputs, input('unit_scale', { raw: unitScale(unit) })]
	};
}

/** Several organisations' measurements of one day as one value. */
function daySteps(kpi: KpiRecord, parts: MeasurementRecord[]): Steps {
	const { overOrganisations: rule } = kpi;
	if (parts.length === 1 || rule === 'none') {
		return { rule: 'as_given', inputs: parts.slice(-1).map(measurementInput) };
	}
	if (rule !== 'ratio') return { rule, inputs: parts.map(measurementInput) };
	return ratioSteps(kpi, parts);
}

function dayInput(of: ReckonedKpi, on: string, parts: MeasurementRecord[]): DerivationInput {
	const { kpi } = of;
	if (parts.length === 1) return measurementInput(parts[0]!);
	const nested: Derivation = {
		figure: 'kpi_value',
		of: { kind: 'kpi', id: kpi.id, code: null, title: null },
		unit: 'kpi_unit',
		asOf: on,
		...daySteps(kpi, parts),
		result: known(overOrganisations(kpi, parts)),
		coverage: null
	};
	return { ...figureInput('measurement', nested), on };
}

function flowSteps(of: ReckonedKpi, { parts }: SeriesPoint): Steps {
	const { baselineValue, baselineOn, overTime } = of.kpi;
	const days = [...Map.groupBy(parts, ({ measuredOn }) => measuredOn)];
	const inputs = days.map(([on, ofDay]) => dayInput(of, on, ofDay));
	if (overTime !== 'flow_plan' || baselineValue === null) return { rule: 'sum', inputs };
	const baseline = input('baseline', { raw: baselineValue, on: baselineOn });
	return { rule: 'sum', inputs: [baseline, ...inputs] };
}

/** How the value at one point came about. */
export function pointSteps(of: ReckonedKpi, point: SeriesPoint): Steps {
	const { overTime } = of.kpi;
	if (overTime === 'ratio') return ratioSteps(of.kpi, point.parts);
	return overTime === 'last' ? daySteps(of.kpi, point.parts) : flowSteps(of, point);
}

export const kpiValue = kpiFigure({
	name: 'kpi_value',
	unit: 'kpi_unit',
	value: ({ figures }) => figures.value,
	steps: (of, value): Steps => {
		const last = of.figures.series.at(-1);
		return last === undefined || !value.known
			? unknownSteps('measurement', value)
			: pointSteps(of, last);
	}
});
