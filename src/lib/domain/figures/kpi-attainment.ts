/** How far a KPI is from its baseline toward its end target (rule 1). */
import type { SeriesPoint } from '../kpis/series.ts';
import { known } from '../records/known.ts';
import type { KpiRecord } from '../records/records.ts';
import {
	figureInput,
	input,
	unknownSteps,
	type DerivationInput,
	type Steps
} from './derivation.ts';
import { kpiFigure, type ReckonedKpi } from './figure.ts';
import { pointSteps } from './kpi-value.ts';

/** The value that is compared: the latest, or of a flow within windows the last complete one. */
export function valueInput(of: ReckonedKpi, point: SeriesPoint): DerivationInput {
	const { id, code, title } = of.kpi;
	const derivation = {
		figure: 'kpi_value',
		of: { kind: 'kpi', id, code, title },
		unit: 'kpi_unit',
		asOf: of.asOf,
		...pointSteps(of, point),
		result: known(point.value ?? 0),
		coverage: null
	} as const;
	return { ...figureInput('actual', derivation), on: point.on };
}

export function rangeInputs(kpi: KpiRecord): DerivationInput[] {
	return [
		input('range_low', { raw: kpi.rangeLow }),
		input('range_high', { raw: kpi.rangeHigh }),
		input('range_zero_distance', { raw: kpi.rangeZeroDistance })
	];
}

function stepsOf(kpi: KpiRecord, actual: DerivationInput): Steps {
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

export const kpiAttainment = kpiFigure({
	name: 'kpi_attainment',
	unit: 'share',
	value: ({ figures }) => figures.attainment,
	steps: (of, value): Steps => {
		const { attained } = of.figures;
		return attained === null || !value.known
			? unknownSteps('actual', value)
			: stepsOf(of.kpi, valueInput(of, attained));
	}
});
