/**
 * A KPI's value to date from its measurements (rule 3): first over time, then over organisations.
 * Percentages are never averaged: a ratio divides sums.
 */
import type { DatedValue } from './attainment.ts';
import { known, unknown, type Knowable } from './known.ts';
import type { KpiRecord, MeasurementRecord } from './records.ts';

/** What a ratio is multiplied by to be in the KPI's unit. */
export function unitScale(kpi: Pick<KpiRecord, 'unit'>): number {
	return kpi.unit === 'percent' ? 100 : 1;
}

function total(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

/** Σ numerators ÷ Σ denominators × scale. */
export function ratioOfSums(measurements: MeasurementRecord[], scale: number): Knowable<number> {
	let numerators = 0;
	let denominators = 0;
	for (const { numerator, denominator } of measurements) {
		if (numerator === null || denominator === null) return unknown('numerator_not_set');
		numerators += numerator;
		denominators += denominator;
	}
	if (denominators === 0) return unknown('denominator_is_zero');
	return known((numerators / denominators) * scale);
}

/** The measurements that count toward the value to date: all of a flow or ratio, the last of a stock. */
export function countedOverTime(kpi: KpiRecord, series: MeasurementRecord[]): MeasurementRecord[] {
	return kpi.overTime === 'last' ? series.slice(-1) : series;
}

/** One organisation's value to date. */
export function overTime(kpi: KpiRecord, series: MeasurementRecord[]): Knowable<number> {
	const counted = countedOverTime(kpi, series);
	if (counted.length === 0) return unknown('not_measured');
	if (kpi.overTime === 'ratio') return ratioOfSums(counted, unitScale(kpi));
	return known(total(counted.map((measurement) => measurement.value)));
}

/**
 * The measurements of each organisation, in their order. Where only one figure for the whole exists
 * all measurements are one series, whoever reported them.
 */
export function seriesByOrganisation(
	kpi: KpiRecord,
	measurements: MeasurementRecord[]
): MeasurementRecord[][] {
	if (kpi.overOrganisations === 'none') return [measurements];
	return [...Map.groupBy(measurements, (measurement) => measurement.organisationId).values()];
}

/** The whole from the organisations' values, which must not be empty. */
export function overOrganisations(
	rule: Exclude<KpiRecord['overOrganisations'], 'ratio'>,
	values: number[]
): number {
	if (rule === 'min') return Math.min(...values);
	if (rule === 'max') return Math.max(...values);
	return total(values);
}

/**
 * The KPI's value to date, in its unit.
 *
 * @param measurements ascending by day
 */
export function kpiValue(kpi: KpiRecord, measurements: MeasurementRecord[]): Knowable<number> {
	if (measurements.length === 0) return unknown('not_measured');
	const series = seriesByOrganisation(kpi, measurements);
	if (kpi.overOrganisations === 'ratio') {
		return ratioOfSums(
			series.flatMap((one) => countedOverTime(kpi, one)),
			unitScale(kpi)
		);
	}
	const values: number[] = [];
	for (const one of series) {
		const value = overTime(kpi, one);
		if (!value.known) return value;
		values.push(value.value);
	}
	return known(overOrganisations(kpi.overOrganisations, values));
}

/** The KPI's value to date as it stood on each day of measurement; days without a value are left out. */
export function valueHistory(kpi: KpiRecord): DatedValue[] {
	const { measurements, overTime: rule, overOrganisations: over } = kpi;
	const days = measurements.filter(
		({ measuredOn }, position) => measurements[position + 1]?.measuredOn !== measuredOn
	);
	if (rule === 'last' && over === 'none') {
		return days.map(({ measuredOn: on, value }) => ({ on, value }));
	}
	return days.flatMap(({ measuredOn: on }) => {
		const known = kpiValue(
			kpi,
			measurements.filter(({ measuredOn }) => measuredOn <= on)
		);
		return known.known ? [{ on, value: known.value }] : [];
	});
}
