/** A KPI's value after each day on which it was measured, and how complete its windows are. */
import { lastRecorded, type Day, type Facts } from './facts.ts';
import type { KpiFacts, MeasurementFacts } from './facts-form.ts';
import { Fraction, read } from './fraction.ts';

export interface Target {
	on: Day;
	value: Fraction;
}

/** From the day after the target before (or the baseline) to the next target. */
export interface Window {
	after: Day | null;
	closes: Target | undefined;
}

export interface Point {
	on: Day;
	value: Fraction | null;
	window: Window;
	/** Days measured in the window up to this one. */
	measured: number;
}

export function targetsOf(facts: Facts, { id }: KpiFacts): Target[] {
	return facts.targets
		.filter(({ kpi }) => kpi === id)
		.map(({ due_on, value }) => ({ on: due_on, value: Fraction.read(value) }))
		.sort((one, other) => (one.on < other.on ? -1 : 1));
}

const hundred = new Fraction(100n);

function scaled(kpi: KpiFacts, share: Fraction): Fraction {
	return kpi.unit.kind.startsWith('percent') ? share.times(hundred) : share;
}

/** Σ numerators ÷ Σ denominators; undefined where a part is missing, null of nothing. */
function ratioOf(kpi: KpiFacts, rows: MeasurementFacts[]): Fraction | null | undefined {
	if (rows.some(({ numerator }) => numerator === null)) return undefined;
	const above = Fraction.sum(rows.map(({ numerator }) => Fraction.read(numerator!)));
	const below = Fraction.sum(rows.map(({ denominator }) => Fraction.read(denominator!)));
	return below.equals(Fraction.zero) ? null : scaled(kpi, above.over(below));
}

/** One value of what several organisations measured; where there is one for the whole, the last recorded. */
function combined(kpi: KpiFacts, rows: MeasurementFacts[]): Fraction {
	const values = rows.map(({ value }) => Fraction.read(value!));
	switch (kpi.over_organisations) {
		case 'sum':
			return Fraction.sum(values);
		case 'min':
			return values.reduce((one, other) => one.least(other));
		case 'max':
			return values.reduce((one, other) => one.most(other));
		case 'ratio': {
			const ratio = ratioOf(kpi, rows);
			if (ratio) return ratio;
		}
	}
	return Fraction.read(lastRecorded(rows)!.value!);
}

/** Whether one that follows an organisation has measured since that ended. */
function isFollowed(facts: Facts, id: string | null, rows: MeasurementFacts[]): boolean {
	const found = facts.document.organisations.find((organisation) => organisation.id === id);
	const ended = found?.valid_to;
	if (!found || !ended) return false;
	const followers = found.successors ?? [found.successor].filter((one) => one !== null);
	return followers.some(
		(one) =>
			rows.some(({ organisation, measured_on }) => organisation === one && measured_on >= ended) ||
			isFollowed(facts, one, rows)
	);
}

/** Of a stock each organisation's last value stands; one for the whole replaces them, and they it. */
function stock(facts: Facts, kpi: KpiFacts, rows: MeasurementFacts[]): Fraction {
	const days = rows.map(({ measured_on }) => measured_on);
	const last = days.at(-1)!;
	if (kpi.over_organisations === 'none') {
		return combined(
			kpi,
			rows.filter(({ measured_on }) => measured_on === last)
		);
	}
	const whole = rows.findLast(({ organisation }) => organisation === null);
	const after = rows.filter(({ measured_on }) => !whole || measured_on > whole.measured_on);
	const lastOfEach = Map.groupBy(after, ({ organisation }) => organisation);
	const parts = [...lastOfEach].flatMap(([organisation, own]) =>
		isFollowed(facts, organisation, after) ? [] : [own.at(-1)!]
	);
	return combined(kpi, parts.length > 0 || !whole ? parts : [whole]);
}

function byDay(rows: MeasurementFacts[]): MeasurementFacts[][] {
	return [...Map.groupBy(rows, ({ measured_on }) => measured_on).values()];
}

function valueAt(
	facts: Facts,
	kpi: KpiFacts,
	{ rows, inWindow }: { rows: MeasurementFacts[]; inWindow: MeasurementFacts[] }
) {
	const flow = (of: MeasurementFacts[]) => Fraction.sum(byDay(of).map((day) => combined(kpi, day)));
	switch (kpi.over_time) {
		case 'last':
			return stock(facts, kpi, rows);
		case 'flow_plan':
			return flow(rows).plus(read(kpi.baseline.value) ?? Fraction.zero);
		case 'flow_window':
			return flow(inWindow);
		case 'ratio':
			return ratioOf(kpi, inWindow) ?? null;
	}
}

/** Measurements up to the status date by day: of each day and organisation the last recorded. */
function measuredBy(facts: Facts, { id, over_time }: KpiFacts): MeasurementFacts[] {
	const own = facts.measurements.filter(
		({ kpi, measured_on, value }) => kpi === id && measured_on <= facts.asOf && value !== null
	);
	const slots = Map.groupBy(own, (row) => `${row.measured_on} ${row.organisation}`);
	const rows = [...slots.values()].map((versions) => lastRecorded(versions)!);
	const days = byDay(rows.sort((one, other) => (one.measured_on < other.measured_on ? -1 : 1)));
	// a ratio counts on the days on which all its parts are there
	const isWhole = (day: MeasurementFacts[]) => day.every(({ numerator }) => numerator !== null);
	return (over_time === 'ratio' ? days.filter(isWhole) : days).flat();
}

export function seriesOf(facts: Facts, kpi: KpiFacts): Point[] {
	const targets = targetsOf(facts, kpi);
	const rows = measuredBy(facts, kpi);
	const windowOf = (day: Day) => targets.findIndex((target) => target.on >= day);
	return [...new Set(rows.map(({ measured_on }) => measured_on))].map((on) => {
		const until = rows.filter(({ measured_on }) => measured_on <= on);
		const inWindow = until.filter(({ measured_on }) => windowOf(measured_on) === windowOf(on));
		const after = targets.findLast((target) => target.on < on)?.on ?? kpi.baseline.on;
		return {
			on,
			value: valueAt(facts, kpi, { rows: until, inWindow }),
			window: { after, closes: targets[windowOf(on)] },
			measured: byDay(inWindow).length
		};
	});
}

const monthsIn = { month: 1, quarter: 3, year: 12 };
const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** As many measurements as months, quarters or years have begun since the window opened; null: none are due. */
export function measurementsDue(kpi: KpiFacts, { after }: Window, by: Day): number | null {
	if (kpi.over_time === 'last' || after === null) return null;
	return Math.max(1, Math.ceil((monthOf(by) - monthOf(after)) / monthsIn[kpi.frequency]));
}
