/**
 * A back-test: forecasts as they would have been made on past days, with what was known then, beside
 * what came.
 */
import { forecastEnds, lastEnd, type ForecastEnd } from '../forecast/ends.ts';
import { hasEndedBy, reportsBy, type ActivityHistory } from '../forecast/histories.ts';
import { quarterInDays, type Source } from '../forecast/sources.ts';
import type { Ratios } from '../forecast/statements.ts';
import { dayNumber } from '../records/dates.ts';
import { groupRivalEnds, rivalEnds, type RivalName } from './rivals.ts';

/** One forecast and what came; lengths in days. */
export interface Trial {
	/** Whether the true end lay in the 80 % band. */
	isInside: boolean;
	bandWidth: number;
	/** How far the forecast was from the true end. */
	error: number;
	/** How far the rivals were; null where one could not tell. */
	rivalErrors: Record<RivalName, number | null>;
	/** Null: the last end of several activities. */
	source: Source | null;
}

export interface ActivityTrials {
	trials: Trial[];
	/** Forecasts of work that has not ended. */
	undecided: number;
	/** Those among them whose band is already over. */
	refuted: number;
}

function trialOf(
	end: ForecastEnd,
	truth: number,
	rivals: Record<RivalName, number | null>,
	source: Source | null
): Trial {
	const [low, forecast, high] = [end.low, end.forecast, end.high].map(dayNumber) as [
		number,
		number,
		number
	];
	const off = (day: number | null) => (day === null ? null : Math.abs(day - truth));
	return {
		isInside: low <= truth && truth <= high,
		bandWidth: high - low,
		error: Math.abs(forecast - truth),
		rivalErrors: {
			declared: off(rivals.declared),
			straight_line: off(rivals.straight_line),
			as_planned: off(rivals.as_planned),
			as_so_far: off(rivals.as_so_far)
		},
		source
	};
}

/**
 * Every report of every activity, forecast on its own day.
 *
 * @param seenUntil the day up to which the plan's history is known
 */
export function tryActivities(
	histories: readonly ActivityHistory[],
	reference: Ratios,
	seenUntil: number
): ActivityTrials {
	const tried: ActivityTrials = { trials: [], undecided: 0, refuted: 0 };
	const days = new Set(histories.flatMap(({ reports }) => reports.map(({ on }) => on)));
	for (const day of days) {
		const ends = forecastEnds(histories, day, reference);
		for (const history of histories) {
			const report = reportsBy(history, day) - 1;
			const end = ends.get(history.id);
			if (history.reports[report]?.on !== day || end === undefined || !('band' in end)) continue;
			if (hasEndedBy(history, seenUntil))
				tried.trials.push(trialOf(end, history.endedOn!, rivalEnds(history, report), end.source));
			else {
				tried.undecided += 1;
				if (dayNumber(end.high) < seenUntil) tried.refuted += 1;
			}
		}
	}
	return tried;
}

function tryGroup(group: readonly ActivityHistory[], reference: Ratios): Trial[] {
	const truth = Math.max(...group.map(({ endedOn }) => endedOn!));
	const start = Math.min(...group.map(({ plannedStart }) => plannedStart));
	const trials: Trial[] = [];
	for (let quarter = 1; start + quarter * quarterInDays < truth; quarter += 1) {
		const day = Math.floor(start + quarter * quarterInDays);
		const end = lastEnd([...forecastEnds(group, day, reference).values()])!;
		trials.push(trialOf(end, truth, groupRivalEnds(group, day), null));
	}
	return trials;
}

/**
 * The end of the last among each few activities, begun or not, forecast at every quarter before it.
 *
 * @param histories all of which have ended
 */
export function tryGroups(
	histories: readonly ActivityHistory[],
	reference: Ratios,
	size: number
): Trial[] {
	const groups = Math.ceil(histories.length / size);
	return Array.from({ length: groups }, (_, i) =>
		tryGroup(histories.slice(i * size, (i + 1) * size), reference)
	).flat();
}
