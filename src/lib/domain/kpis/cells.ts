/** What is known of a KPI's cells on a day: their values over time, what is not reported, and their spread. */
import type { CellKey, Term } from '../records/disaggregation.ts';
import type { IsoDate, KpiRecord, MeasurementRecord } from '../records/records.ts';
import type { DatedValue } from './attainment.ts';
import { cellGroups, type CellGroup } from './expected-cells.ts';
import { seriesOf } from './series.ts';

/** Of the latest measurement: whether the cell has a value in it; of several organisations some may. */
export type CellState = 'reported' | 'partly' | 'not_reported' | 'not_applicable';

export interface CellFigures {
	key: CellKey;
	terms: Term[];
	state: CellState;
	/** Its values to date, ascending, by the same rules as the total's. */
	series: DatedValue[];
	/** The last of these, of whatever day; null: none was ever reported. */
	latest: DatedValue | null;
}

/** How much of what is expected was reported. */
export interface CellCoverage {
	/** Expected cells with a value. */
	reported: number;
	/** Those expected that apply. */
	applicable: number;
	/** Of how many measurements that is: one, or the latest of each organisation. */
	measurements: number;
	/** Reported ÷ applicable, 0 … 1; null: none applies. */
	share: number | null;
}

export interface GroupFigures extends Pick<CellGroup, 'dimensions' | 'addsUp'> {
	cells: CellFigures[];
	coverage: CellCoverage;
	spread: Spread | null;
}

/** The two ends of a group's values. */
export interface Spread {
	/** Best and worst by the KPI's direction; where that is a band, or cells add up, most and least. */
	way: 'best' | 'most';
	first: { terms: Term[]; value: number };
	last: { terms: Term[]; value: number };
	/** In the KPI's unit, never negative. */
	difference: number;
}

export interface CellsOfKpi {
	/** Of the latest measurements. */
	measuredOn: IsoDate | null;
	groups: GroupFigures[];
}

/** The latest measurement up to a day; of several organisations the latest of each. */
export function latestMeasurements(kpi: KpiRecord, asOf: IsoDate): MeasurementRecord[] {
	const known = kpi.measurements.filter(({ measuredOn }) => measuredOn <= asOf);
	const last = known.at(-1);
	if (last === undefined) return [];
	if (kpi.overOrganisations === 'none') {
		const ofDay = known.filter(({ measuredOn }) => measuredOn === last.measuredOn);
		return [ofDay.reduce((one, other) => (other.recordedAt >= one.recordedAt ? other : one))];
	}
	const latest = new Map<string | null, MeasurementRecord>();
	for (const one of known) {
		for (const former of one.replaces ?? []) latest.delete(former);
		latest.set(one.organisationId, one);
	}
	return [...latest.values()];
}

/** A KPI as one of its cells: measured where the cell was, with nothing of the whole's path. */
function asCell(kpi: KpiRecord, key: CellKey): KpiRecord {
	const measurements = kpi.measurements.flatMap(({ cells = [], ...measurement }) => {
		const cell = cells.find((one) => one.key === key);
		if (!cell || cell.value === null) return [];
		const { value, numerator, denominator } = cell;
		return [{ ...measurement, value, numerator, denominator }];
	});
	return { ...kpi, baselineValue: null, measurements };
}

const valuesOf = (kpi: KpiRecord, key: CellKey, asOf: IsoDate): DatedValue[] =>
	seriesOf(asCell(kpi, key), asOf).flatMap(({ on, value }) =>
		value === null ? [] : [{ on, value }]
	);

/** What the latest measurements say of a cell, each by itself. */
function saidOf(key: CellKey, latest: readonly MeasurementRecord[]) {
	const said = latest.map(({ cells = [] }) => cells.find((cell) => cell.key === key));
	const reported = said.filter((cell) => cell !== undefined && cell.value !== null).length;
	const inapplicable = said.filter((cell) => cell !== undefined && cell.value === null).length;
	return { reported, applicable: said.length - inapplicable };
}

function stateOf(key: CellKey, latest: readonly MeasurementRecord[]): CellState {
	const { reported, applicable } = saidOf(key, latest);
	if (latest.length > 0 && applicable === 0) return 'not_applicable';
	if (reported === 0) return 'not_reported';
	return reported === applicable ? 'reported' : 'partly';
}

const shareOf = (reported: number, applicable: number) =>
	applicable === 0 ? null : reported / applicable;

function coverageOf(keys: readonly CellKey[], latest: readonly MeasurementRecord[]): CellCoverage {
	const none = { reported: 0, applicable: latest.length === 0 ? keys.length : 0 };
	const counts = keys
		.map((key) => saidOf(key, latest))
		.reduce(
			(sum, one) => ({
				reported: sum.reported + one.reported,
				applicable: sum.applicable + one.applicable
			}),
			none
		);
	const { reported, applicable } = counts;
	return { ...counts, measurements: latest.length, share: shareOf(reported, applicable) };
}

/** Between the two ends of the cells that were reported; null where fewer than two were, or all are alike. */
function spreadOf(kpi: KpiRecord, addsUp: boolean, cells: readonly CellFigures[]): Spread | null {
	const reported = cells.flatMap(({ terms, state, latest }) =>
		latest !== null && (state === 'reported' || state === 'partly')
			? [{ terms, value: latest.value }]
			: []
	);
	const isRanked = !addsUp && kpi.direction !== 'range';
	const sign = isRanked && kpi.direction === 'down' ? -1 : 1;
	const sorted = reported.toSorted((one, other) => sign * (other.value - one.value));
	const [first, last] = [sorted[0], sorted.at(-1)];
	if (!first || !last || first.value === last.value) return null;
	const difference = Math.abs(first.value - last.value);
	return { way: isRanked ? 'best' : 'most', first, last, difference };
}

function groupOf(
	kpi: KpiRecord,
	{ dimensions, addsUp, cells: expected }: CellGroup,
	latest: readonly MeasurementRecord[],
	asOf: IsoDate
): GroupFigures {
	const cells = expected.map(({ key, terms }): CellFigures => {
		const series = valuesOf(kpi, key, asOf);
		return { key, terms, state: stateOf(key, latest), series, latest: series.at(-1) ?? null };
	});
	const keys = expected.map(({ key }) => key);
	return {
		...{ dimensions, addsUp, cells },
		coverage: coverageOf(keys, latest),
		spread: spreadOf(kpi, addsUp, cells)
	};
}

/** How much of what is expected of a KPI's parts was reported by a day; null where it has none. */
export function cellCoverage(kpi: KpiRecord, asOf: IsoDate): CellCoverage | null {
	if (kpi.disaggregation === null) return null;
	const keys = cellGroups(kpi.disaggregation).flatMap(({ cells }) => cells.map(({ key }) => key));
	return coverageOf(keys, latestMeasurements(kpi, asOf));
}

/** What is known of a KPI's cells on a day; null where it is reported by its total alone. */
export function cellsOn(kpi: KpiRecord, asOf: IsoDate): CellsOfKpi | null {
	if (kpi.disaggregation === null) return null;
	const latest = latestMeasurements(kpi, asOf);
	return {
		measuredOn: latest.reduce<IsoDate | null>(
			(last, { measuredOn }) => (last === null || measuredOn > last ? measuredOn : last),
			null
		),
		groups: cellGroups(kpi.disaggregation).map((group) => groupOf(kpi, group, latest, asOf))
	};
}
