/** The S-curve of the whole plan, with the end that its pace points to. */
import { addDays } from '#lib/domain/records/dates.ts';
import { forecastFinish, type Forecast, type ProgressPoint } from '#lib/domain/figures/forecast.ts';
import { progressHistory, type HistoryPoint } from '#lib/domain/figures/history.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import { periodFrom } from '#lib/domain/records/periods.ts';
import type { ProgressReport } from '#lib/domain/progress/progress.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Subject } from './subject.ts';

export interface Curve {
	/** Ascending; empty where no period's reports are due yet. */
	points: HistoryPoint[];
	/** The reports that the forecast rests on. */
	basis: ProgressPoint[];
	forecast: Knowable<Forecast>;
}

/** The days on which the curve is drawn. */
interface CurveDates {
	start: IsoDate[];
	/** The ends of the periods whose reports are due. */
	reported: IsoDate[];
	/** The ends of the quarters to come, for the plan alone. */
	ahead: IsoDate[];
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

export function curveDates({ record, figures }: Subject): CurveDates {
	const { period, plannedEnd } = figures;
	if (period === null) return { start: [], reported: [], ahead: [] };
	const reported = record.periods
		.map(({ endsOn }) => endsOn)
		.filter((endsOn) => endsOn <= period.endsOn);
	const start = record.periodStart ?? record.periods[0]?.startsOn ?? period.startsOn;
	const end = [record.periodEnd, plannedEnd].filter((day) => day !== null).sort();
	return {
		start: start < (reported[0] ?? period.endsOn) ? [start] : [],
		reported,
		ahead: quartersTo(end.at(-1) ?? period.endsOn, period.endsOn, record.fiscalYearStartMonth)
	};
}

/**
 * The curve of a plan, and the robust trend of what was reported, extended to the end.
 *
 * @param histories by element id, all updates that were known on the day of the figures
 */
export function curve(subject: Subject, histories: Map<string, ProgressReport[]>): Curve {
	const { start, reported, ahead } = curveDates(subject);
	const dates = [...start, ...reported, ...ahead];
	const ofElements = [...histories].map(([elementId, updates]) => ({ elementId, updates }));
	const last = reported.at(-1) ?? subject.figures.asOf;
	const points = dates.length === 0 ? [] : progressHistory(subject.record, ofElements, dates, last);
	const basis = points.slice(start.length).flatMap(({ on, actual, coverage }) => {
		return actual === null || coverage === 0 ? [] : [{ on, progress: actual }];
	});
	return { points, basis, forecast: forecastFinish(basis) };
}
