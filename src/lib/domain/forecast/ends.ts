/** Forecast of ends (rule 11): when each activity, a goal and a plan will probably end. */
import { dayNumber, dayOf, later } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';
import { hasEndedBy, plannedDays, reportsBy, type ActivityHistory } from './histories.ts';
import { pastErrors, type PastErrors, type RatioBand } from './past-errors.ts';
import { progressBands, type ProgressBand } from './progress-bands.ts';
import { referenceWeight, standardReference } from './reference.ts';
import type { Source } from './sources.ts';
import { ratiosBy, statementsOf, type Ratios } from './statements.ts';

/** A forecast day with the 80 % band around it. */
export interface ForecastEnd {
	low: IsoDate;
	forecast: IsoDate;
	high: IsoDate;
}

/** What a forecast is made of: each of its days is `from` + `days` × a ratio, but not before the status date. */
export interface ForecastBasis {
	/** The day of its last report; of work not begun its planned start, or the status date after it. */
	from: IsoDate;
	/** The days that the work still needs from there, as its source states; of work not begun its planned duration. */
	days: number;
	/** True ÷ stated days of past statements like this one: exceeded by 90 %, 50 % and 10 %. */
	ratios: RatioBand;
	/** How many past statements of this plan the ratios rest on (of work not begun: how many durations). */
	statements: number;
	/** Of how many of its activities, each weighing 1. */
	activities: number;
	/** What the reference weighs beside them, in activities. */
	referenceWeight: number;
}

export type ActivityForecast = ForecastEnd &
	(
		| { source: 'reported' }
		| { source: 'not_begun'; basis: ForecastBasis }
		| {
				source: Source;
				basis: ForecastBasis;
				band: ProgressBand;
				/** By which factor each source typically erred in this band once corrected; the smaller was taken. */
				typicalErrors: Record<Source, number>;
		  }
	);

/** No day after it can be written. */
const lastDay = dayNumber('9999-12-31');

/** The day on which a day and its fraction are over; a fraction that only arithmetic left is none. */
const dayAfter = (number: number): IsoDate =>
	dayOf(Math.min(lastDay, Math.ceil(number - rounding)));

function ends(basis: ForecastBasis, status: number): ForecastEnd {
	const from = dayNumber(basis.from);
	const day = (ratio: number) => dayAfter(Math.max(status, from + basis.days * ratio));
	const { low, median, high } = basis.ratios;
	return { low: day(low), forecast: day(median), high: day(high) };
}

function notBegun(history: ActivityHistory, status: number, past: PastErrors): ActivityForecast {
	const { ratios, activities } = past.durations;
	const basis: ForecastBasis = {
		from: dayOf(Math.max(status, history.plannedStart)),
		days: plannedDays(history),
		ratios,
		statements: activities,
		activities,
		referenceWeight
	};
	return { source: 'not_begun', ...ends(basis, status), basis };
}

/** From a report; all work in one band shares its past errors. */
function fromReport(
	history: ActivityHistory,
	report: number,
	status: number,
	past: PastErrors
): ActivityForecast {
	const { on, band, days } = statementsOf(history)[report]!;
	const { source, ratios, typicalErrors, statements, activities } = past.bands[band]!;
	const basis: ForecastBasis = {
		from: dayOf(on),
		days: days[source],
		ratios,
		statements,
		activities,
		referenceWeight
	};
	return { source, ...ends(basis, status), basis, band: progressBands[band]!, typicalErrors };
}

function forecastEnd(history: ActivityHistory, status: number, past: PastErrors): ActivityForecast {
	if (hasEndedBy(history, status)) {
		const day = dayOf(history.endedOn!);
		return { source: 'reported', low: day, forecast: day, high: day };
	}
	const reports = reportsBy(history, status);
	if (reports === 0) return notBegun(history, status, past);
	return fromReport(history, reports - 1, status, past);
}

/**
 * When each activity will probably end, by its id, as seen at the end of a status date: nothing of
 * later days is used, and nothing unfinished ends before it. Excluded activities are not in it.
 *
 * @param status a day number; see `dayNumber`
 * @param known what came of past statements, where it is kept; see `KeptRatios`
 */
export function forecastEnds(
	histories: readonly ActivityHistory[],
	status: number,
	reference: Ratios = standardReference,
	known: typeof ratiosBy = ratiosBy
): Map<string, ActivityForecast> {
	const past = pastErrors(known(histories, status), reference);
	const ends = new Map<string, ActivityForecast>();
	for (const history of histories) {
		if (!history.excluded) ends.set(history.id, forecastEnd(history, status, past));
	}
	return ends;
}

/**
 * When a goal or a plan will probably end: with the last of its activities, of their forecasts, of their
 * early ends and of their late ends. Multiplying the chances of all would suppose that delays are
 * independent, and they are not. Undefined where it has no activity that is forecast.
 */
export function lastEnd(activities: readonly ForecastEnd[]): ForecastEnd | undefined {
	const [first] = activities;
	if (first === undefined) return undefined;
	let { low, forecast, high } = first;
	for (const one of activities) {
		low = later(low, one.low);
		forecast = later(forecast, one.forecast);
		high = later(high, one.high);
	}
	return { low, forecast, high };
}
