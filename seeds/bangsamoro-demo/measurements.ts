import { addDays, addMonths, daysBetween } from '#lib/domain/records/dates.ts';
import { ratioValue } from '#lib/domain/entries/measured-value.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Frequency } from '#lib/domain/records/vocabulary.ts';
import { sShape } from './course.ts';
import type { WrittenKpi } from './files.ts';
import { rounded, unitOf } from './kpis.ts';
import { quarterAt } from './quarters.ts';
import { randomOf } from './random.ts';
import type { MeasurementRow } from './rows.ts';

/** A measurement without whose report it stands in and when it was entered. */
export type Measurement = Omit<MeasurementRow, 'organisation' | 'recordedAt'>;

const months: Record<Frequency, number> = { month: 1, quarter: 3, year: 12 };

/** All measurements of one KPI up to a day, ascending; none where it is not measured. */
export function measurementsOf(kpi: WrittenKpi, until: IsoDate): Measurement[] {
	if (kpi.from === undefined || kpi.now === null) return [];
	const values = kpi.series ? given(kpi) : risen(kpi, daysFrom(kpi.from, until, kpi.frequency));
	return values.map((measurement) => ({
		kpi: kpi.code,
		period: quarterAt(measurement.measuredOn).label,
		...measurement,
		...(kpi.parts.length > 0 && { cells: cellsOf(kpi, measurement) })
	}));
}

/** A whole number by its shares, so that the parts come to it: the last takes what is left. */
function shared(whole: number, shares: readonly number[]): number[] {
	const parts = shares.map((share) => Math.round(whole * share));
	const left = whole - parts.slice(0, -1).reduce((sum, part) => sum + part, 0);
	return [...parts.slice(0, -1), left];
}

function cellsOf({ parts }: WrittenKpi, { measuredOn, value }: Value): MeasurementRow['cells'] {
	return parts.flatMap(({ by, terms, not_reported: silent }) => {
		const values = shared(value, Object.values(terms));
		const isSilent = (term: string) =>
			silent !== undefined && measuredOn >= silent.from && silent.terms.includes(term);
		return Object.keys(terms).flatMap((term, at) =>
			isSilent(term) ? [] : [{ dimension: by, term, value: values[at]! }]
		);
	});
}

type Value = Pick<MeasurementRow, 'measuredOn' | 'value' | 'numerator' | 'denominator'>;

function given(kpi: WrittenKpi): Value[] {
	return (kpi.series ?? []).map(({ on, value, numerator, denominator }) => {
		if (numerator === undefined || denominator === undefined)
			return { measuredOn: on, value: value ?? 0, numerator: null, denominator: null };
		return ratio(kpi, on, numerator, denominator);
	});
}

function ratio(kpi: WrittenKpi, measuredOn: IsoDate, numerator: number, denominator: number) {
	const rules = { overTime: kpi.over_time, overOrganisations: kpi.over_organisations };
	const value = ratioValue({ ...rules, unit: unitOf(kpi) }, numerator, denominator);
	return { measuredOn, value, numerator, denominator };
}

/** The ends of months, quarters or years (30 September) from a first such day on. */
function daysFrom(first: IsoDate, until: IsoDate, frequency: Frequency): IsoDate[] {
	const days: IsoDate[] = [];
	for (let step = 0; ; step += 1) {
		const day = addDays(addMonths(addDays(first, 1), step * months[frequency]), -1);
		if (day > until) return days;
		days.push(day);
	}
}

/** From the baseline to the value of today by an S with a little noise. */
function risen(kpi: WrittenKpi, days: IsoDate[]): Value[] {
	const values = cumulative(kpi, days);
	return days.map((measuredOn, index) => {
		const value = values[index] ?? 0;
		if (kpi.of !== undefined)
			return ratio(kpi, measuredOn, Math.round((value / 100) * kpi.of), kpi.of);
		const before = kpi.over_time === 'flow_plan' ? (values[index - 1] ?? kpi.baseline ?? 0) : 0;
		return { measuredOn, value: value - before, numerator: null, denominator: null };
	});
}

function cumulative(kpi: WrittenKpi, days: IsoDate[]): number[] {
	const random = randomOf(`measurements ${kpi.code}`);
	const baseline = kpi.baseline ?? 0;
	const now = kpi.now ?? 0;
	const start = addMonths(days[0] ?? '', -months[kpi.frequency]);
	const end = days.at(-1) ?? '';
	let furthest = 0;
	return days.map((day) => {
		const time = daysBetween(start, day) / daysBetween(start, end);
		const noise = (random() - 0.5) * (kpi.wavers ? 0.16 : 0.05);
		const share = day === end ? 1 : Math.min(0.98, Math.max(0, sShape(time) + noise));
		furthest = kpi.wavers ? share : Math.max(furthest, share);
		return rounded(baseline + (now - baseline) * furthest, kpi.decimals);
	});
}
