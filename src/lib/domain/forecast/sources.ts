/** The two sources that state how long unfinished work still needs, in days after one of its reports. */
import { rounding } from '../records/rounding.ts';
import { earnedDays, plannedDays, type ActivityHistory } from './histories.ts';

/** In the order in which they are preferred where both erred as much. */
export const sources = ['schedule', 'declared'] as const;
export type Source = (typeof sources)[number];

/** Days of a quarter, on average over years that are not leap years. */
export const quarterInDays = 365 / 4;

/** No source ends work sooner than half a quarter after a report in which it was not completed. */
export const soonestInDays = quarterInDays / 2;

/** Work that hardly moves is not slower than this share of its plan. */
const slowest = 0.05;

/** The index of the report in which the share of this one was first reached and not lost again. */
function lastRise({ reports }: ActivityHistory, index: number): number {
	const reached = reports[index]!.share - rounding;
	let rise = index;
	while (rise > 0 && reports[rise - 1]!.share >= reached) rise -= 1;
	return rise;
}

/**
 * By the schedule: the planned days not yet earned, by a performance factor that moves from 1 to SPI(t)
 * as the work progresses (Buildings 2024, 14(3), 643). SPI(t) is earned schedule ÷ days worked, up to
 * the middle between the last rise of the share and the report: the share was reached in between.
 */
function scheduledDays(history: ActivityHistory, index: number): number {
	const { on, share } = history.reports[index]!;
	const earned = earnedDays(history, share);
	const left = plannedDays(history) - earned;
	const begun = Math.max(history.plannedStart, Math.min(history.begunOn ?? -Infinity, on));
	const reached = (history.reports[lastRise(history, index)]!.on + on) / 2;
	if (share <= 0 || reached <= begun) return left;
	const performance = Math.max(slowest, earned / (reached - begun));
	return reached - on + left * (1 - share + share / performance);
}

/** By the end that was declared, or is planned where none was. */
function declaredDays({ reports, plannedEnd }: ActivityHistory, index: number): number {
	const { on, declaredEnd } = reports[index]!;
	return (declaredEnd ?? plannedEnd) - on;
}

const stated: Record<Source, (history: ActivityHistory, index: number) => number> = {
	schedule: scheduledDays,
	declared: declaredDays
};

/** How many days after a report the work still needs, by a source. */
export function statedDays(source: Source, history: ActivityHistory, index: number): number {
	return Math.max(soonestInDays, stated[source](history, index));
}
