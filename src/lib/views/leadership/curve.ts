/** The S-curve of the whole plan, with the end that is forecast. */
import type { ForecastEnd } from '#lib/domain/forecast/ends.ts';
import { comparedCurve, type ComparedPoint } from '#lib/domain/progress/curve.ts';
import { addDays } from '#lib/domain/records/dates.ts';
import { periodFrom } from '#lib/domain/records/periods.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Subject } from './subject.ts';

export interface Curve {
	/** Ascending; empty where no period's reports are due yet. */
	points: ComparedPoint[];
	/** When the last of the work will probably end; null without dates. */
	forecast: ForecastEnd | null;
}

/** The furthest that a plan is drawn into the future. */
const mostQuarters = 60;

/** Ends of quarters after a day, up to the first that holds the plan's end. */
function quartersTo(end: IsoDate, after: IsoDate, fiscalYearStartMonth: number): IsoDate[] {
	const ends: IsoDate[] = [];
	let last = after;
	while (last < end && ends.length < mostQuarters) {
		last = periodFrom('quarter', addDays(last, 1), fiscalYearStartMonth, 0).endsOn;
		ends.push(last);
	}
	return ends;
}

/** The days on which the curve is drawn: the start, the ends of periods, the status date, quarters to come. */
export function curveDates({ record, figures }: Subject): IsoDate[] {
	const { period, plannedEnd, asOf } = figures;
	if (period === null) return [];
	const reported = record.periods.map(({ endsOn }) => endsOn).filter((endsOn) => endsOn <= asOf);
	const start = record.periodStart ?? record.periods[0]?.startsOn ?? period.startsOn;
	const end = [record.periodEnd, plannedEnd].filter((day) => day !== null).sort();
	const ahead = quartersTo(end.at(-1) ?? asOf, asOf, record.fiscalYearStartMonth);
	return [...new Set([start, ...reported, asOf, ...ahead])].sort();
}

/** The curve of a plan by the roll-up of its headline, and when it will probably end. */
export function curve(subject: Subject): Curve {
	const { figures } = subject;
	return {
		points: comparedCurve(figures.reckoned.tree, curveDates(subject), figures),
		forecast: figures.reckoned.forecastEnd(null) ?? null
	};
}
