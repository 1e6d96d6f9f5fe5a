/** Positions in time as shares of a width, and the ticks of an axis that thins out where it is narrow. */
import { utcMonth, utcYear, type CountableTimeInterval } from 'd3';
import { addMonths, dayNumber } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

export type TickUnit = 'year' | 'quarter' | 'month';

export interface Tick {
	on: IsoDate;
	/** 0…1 of the width. */
	x: number;
	unit: TickUnit;
	/** Its label has room only where the drawing is wide. */
	wideOnly: boolean;
}

const intervals: Record<TickUnit, CountableTimeInterval | null> = {
	year: utcYear,
	quarter: utcMonth.every(3) as CountableTimeInterval | null,
	month: utcMonth
};

const date = (day: IsoDate) => new Date(`${day}T00:00:00Z`);

/** Days to shares of a width: `from` is 0, `to` is 1, a single day lies in the middle. */
export function positions(from: IsoDate, to: IsoDate): (day: IsoDate) => number {
	const start = dayNumber(from);
	const span = dayNumber(to) - start;
	return span === 0 ? () => 0.5 : (day) => (dayNumber(day) - start) / span;
}

/** How far apart labels stand: such that years are round ones. */
const steps: Record<TickUnit, number[]> = {
	year: [1, 2, 5, 10, 20, 50, 100],
	quarter: [1, 2, 4],
	month: [1, 2, 3, 6, 12]
};

/** Every how many of some are to be taken, so that there are at most `most`. */
function stepFor(unit: TickUnit, count: number, most: number): number {
	const least = Math.ceil(count / most);
	return steps[unit].find((step) => step >= least) ?? least;
}

/** Whether a day is one of every so many, counted from the year 0 for years and from the first else. */
function isNth(on: IsoDate, index: number, unit: TickUnit, step: number): boolean {
	return (unit === 'year' ? Number(on.slice(0, 4)) : index) % step === 0;
}

/**
 * The beginnings of years, quarters or months from one day to another, at most about `most` of them.
 *
 * @param few how many labels there is room for where the drawing is narrow
 */
export function ticks(
	from: IsoDate,
	to: IsoDate,
	unit: TickUnit,
	{ most = Infinity, few = 7 } = {}
): Tick[] {
	const at = positions(from, to);
	const all = (intervals[unit]?.range(date(from), new Date(date(to).getTime() + 1)) ?? []).map(
		(tick) => tick.toISOString().slice(0, 10)
	);
	const [wide, narrow] = [most, few].map((count) => stepFor(unit, all.length, count));
	return all.flatMap((on, index) => {
		if (!isNth(on, index, unit, wide!)) return [];
		return [{ on, x: at(on), unit, wideOnly: !isNth(on, index, unit, narrow!) }];
	});
}

/** The ticks of a line chart: years, or quarters or months where there is less than two years to show. */
export function chartTicks(from: IsoDate, to: IsoDate): Tick[] {
	const days = dayNumber(to) - dayNumber(from);
	const unit = days > 730 ? 'year' : days > 200 ? 'quarter' : 'month';
	const all = ticks(from, to, unit, { most: 10 });
	const nth = (step: number) => all.filter((_, index) => index % step === 0);
	const step = all.findIndex((_, index) => areApart(nth(index + 1))) + 1;
	return all.map((tick, index) => ({ ...tick, wideOnly: index % step !== 0 }));
}

/** A label of an axis, and the gap to the next, as shares of the narrowest drawing: a phone of 320 px. */
const narrow = { text: 0.12, gap: 0.04 };

/** Whether labels stand apart where the drawing is narrow; the outermost are drawn inwards. */
function areApart(ticks: Tick[]): boolean {
	const starts = ticks.map(({ x }) => x - narrow.text * (x < 0.03 ? 0 : x > 0.97 ? 1 : 0.5));
	return starts.every(
		(start, index) => index === 0 || start - starts[index - 1]! >= narrow.text + narrow.gap
	);
}

/** From the first to the last of some days, a year around it where they are but one; null without any. */
export function drawnSpan(days: (IsoDate | null)[]): { from: IsoDate; to: IsoDate } | null {
	const span = spanOf(days);
	if (span === null || span.from !== span.to) return span;
	return { from: addMonths(span.from, -6), to: addMonths(span.to, 6) };
}

/** The first and last of some days; null without any. */
export function spanOf(days: (IsoDate | null)[]): { from: IsoDate; to: IsoDate } | null {
	let span: { from: IsoDate; to: IsoDate } | null = null;
	for (const day of days) {
		if (day === null) continue;
		if (span === null) span = { from: day, to: day };
		else if (day < span.from) span.from = day;
		else if (day > span.to) span.to = day;
	}
	return span;
}
