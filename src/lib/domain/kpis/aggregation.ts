/**
 * A KPI's value to date from its measurements (rule 3): first over time, then over organisations.
 * Percentages are never averaged: a ratio divides sums.
 */
import type { DatedValue } from './attainment.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { periodAt } from '../records/periods.ts';
import { unitScale } from './units.ts';
import type { IsoDate, KpiRecord, MeasurementRecord } from '../records/records.ts';

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

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

/**
 * Within what a later measurement replaces an earlier one: a stock's at any time, a ratio's within its
 * month, quarter or year, a flow's on its day, since flows add up.
 */
function spanOf(kpi: KpiRecord, { measuredOn }: MeasurementRecord): IsoDate {
	if (kpi.overTime === 'last') return '';
	if (kpi.overTime === 'flow_plan') return measuredOn;
	return periodAt(kpi.frequency, measuredOn, kpi.fiscalYearStartMonth).startsOn;
}

const byDay = (one: MeasurementRecord, other: MeasurementRecord) =>
	compareText(one.measuredOn, other.measuredOn) || compareText(one.recordedAt, other.recordedAt);

/**
 * What stands of the measurements of one span: each organisation's last. One of no organisation is of
 * the whole, so it replaces all before it, and an organisation's later one replaces it; where only one
 * figure for the whole exists every measurement is of the whole, whoever reported it.
 */
function standing(kpi: KpiRecord, inSpan: MeasurementRecord[]): MeasurementRecord[] {
	const last = new Map<string | null, MeasurementRecord>();
	for (const measurement of inSpan.toSorted(byDay)) {
		const of = kpi.overOrganisations === 'none' ? null : measurement.organisationId;
		if (of === null) last.clear();
		last.delete(null);
		last.set(of, measurement);
	}
	return [...last.values()];
}

/** The measurements that count toward the value to date: none that a later one replaced. */
export function countedOverTime(
	kpi: KpiRecord,
	measurements: MeasurementRecord[]
): MeasurementRecord[] {
	const spans = Map.groupBy(measurements, (measurement) => spanOf(kpi, measurement));
	return [...spans.values()].flatMap((inSpan) => standing(kpi, inSpan)).sort(byDay);
}

/** The value to date of one organisation, or of the whole, from the measurements that count. */
export function overTime(kpi: KpiRecord, counted: MeasurementRecord[]): Knowable<number> {
	if (counted.length === 0) return unknown('not_measured');
	if (kpi.overTime === 'ratio') return ratioOfSums(counted, unitScale(kpi.unit));
	return known(total(counted.map((measurement) => measurement.value)));
}

/**
 * The measurements that count of each organisation, in their order; all of them together where only
 * one figure for the whole exists.
 */
export function seriesByOrganisation(
	kpi: KpiRecord,
	counted: MeasurementRecord[]
): MeasurementRecord[][] {
	if (kpi.overOrganisations === 'none') return [counted];
	return [...Map.groupBy(counted, (measurement) => measurement.organisationId).values()];
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
	const counted = countedOverTime(kpi, measurements);
	if (kpi.overOrganisations === 'ratio') return ratioOfSums(counted, unitScale(kpi.unit));
	const values: number[] = [];
	for (const one of seriesByOrganisation(kpi, counted)) {
		const value = overTime(kpi, one);
		if (!value.known) return value;
		values.push(value.value);
	}
	return known(overOrganisations(kpi.overOrganisations, values));
}

/** The KPI's value to date as it stood on each day of measurement; days without a value are left out. */
export function valueHistory(kpi: KpiRecord): DatedValue[] {
	const { measurements, overTime: rule, overOrganisations: over } = kpi;
	const days = Map.groupBy(measurements, ({ measuredOn }) => measuredOn);
	// a thousand values of a stock need no look at the days before
	const isAlone = rule === 'last' && over === 'none';
	return [...days].flatMap(([on, ofDay]) => {
		const upTo = isAlone ? ofDay : measurements.filter(({ measuredOn }) => measuredOn <= on);
		const value = kpiValue(kpi, upTo);
		return value.known ? [{ on, value: value.value }] : [];
	});
}
