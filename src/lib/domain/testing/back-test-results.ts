/** What trials of forecasts come to, beside rivals, and whether that is good enough (rule 11). */
import type { Trial } from './back-test.ts';
import { rivalNames, type RivalName } from './rivals.ts';

/** Lengths are medians, in days. */
export interface Result {
	/** One of the simulated kinds, groups of one, or a plan. */
	of: 'kind' | 'groups' | 'plan';
	name: string;
	forecasts: number;
	/** Share, 0…1, of the true ends that lay in the 80 % band. */
	inside: number;
	bandWidth: number;
	error: number;
	/** Null where a rival could never tell. */
	rivalErrors: Record<RivalName, number | null>;
	/** The error of the same forecasts for which each rival could tell. */
	errorsBeside: Record<RivalName, number | null>;
	/** Share of the forecasts that follow the schedule; null: of groups. */
	bySchedule: number | null;
}

/** The middle of the values that are known; the mean of both where two are in the middle. */
function median(values: readonly (number | null)[]): number | null {
	const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
	const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return below === undefined || above === undefined ? null : (below + above) / 2;
}

function byRival<Value>(value: (name: RivalName) => Value): Record<RivalName, Value> {
	const entries = rivalNames.map((name) => [name, value(name)] as const);
	return Object.fromEntries(entries) as Record<RivalName, Value>;
}

function share(trials: readonly Trial[], condition: (trial: Trial) => boolean): number {
	return trials.filter(condition).length / trials.length;
}

/** @param trials one at least */
export function resultOf(of: Result['of'], name: string, trials: readonly Trial[]): Result {
	return {
		of,
		name,
		forecasts: trials.length,
		inside: share(trials, ({ isInside }) => isInside),
		bandWidth: median(trials.map(({ bandWidth }) => bandWidth))!,
		error: median(trials.map(({ error }) => error))!,
		rivalErrors: byRival((rival) => median(trials.map(({ rivalErrors }) => rivalErrors[rival]))),
		errorsBeside: byRival((rival) =>
			median(trials.map(({ error, rivalErrors }) => (rivalErrors[rival] === null ? null : error)))
		),
		bySchedule: of === 'groups' ? null : share(trials, ({ source }) => source === 'schedule')
	};
}

/** The error of forecasts ÷ a rival's of the same; below 1 is better than the rival. */
export function errorRatio({ rivalErrors, errorsBeside }: Result, rival: RivalName): number {
	return (errorsBeside[rival] ?? NaN) / (rivalErrors[rival] ?? NaN);
}

/** The geometric mean of the ratios of errors, so that half and double even out. */
export function meanErrorRatio(results: readonly Result[], rival: RivalName): number {
	const logs = results.map((result) => Math.log(errorRatio(result, rival)));
	return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** The rivals that forecasts have to beat on average. */
export const rivalsToBeat = ['declared', 'straight_line'] as const satisfies RivalName[];

/** The 80 % band holds between these shares of true ends. */
export const insideBounds = { low: 0.7, high: 0.95 };

/** On no kind are forecasts worse than a rival by more than half. */
export const worstErrorRatio = 1.5;

export type Fault =
	| { fault: 'band'; name: string; inside: number }
	| { fault: 'average'; of: Result['of']; rival: RivalName; ratio: number }
	| { fault: 'kind'; name: string; rival: RivalName; ratio: number };

/** What of the results is not good enough. */
export function faultsOf(results: readonly Result[]): Fault[] {
	const bands = results
		.filter(({ inside }) => !(inside >= insideBounds.low && inside <= insideBounds.high))
		.map(({ name, inside }): Fault => ({ fault: 'band', name, inside }));
	const kinds = results.filter(({ of }) => of === 'kind');
	const groups = results.filter(({ of }) => of === 'groups');
	const errors = rivalsToBeat.flatMap((rival): Fault[] => [
		...[kinds, groups]
			.filter((some) => some.length > 0)
			.map((some) => ({ of: some[0]!.of, ratio: meanErrorRatio(some, rival) }))
			.filter(({ ratio }) => !(ratio < 1))
			.map(({ of, ratio }): Fault => ({ fault: 'average', of, rival, ratio })),
		...kinds
			.map((result) => ({ name: result.name, ratio: errorRatio(result, rival) }))
			.filter(({ ratio }) => !(ratio <= worstErrorRatio))
			.map(({ name, ratio }): Fault => ({ fault: 'kind', name, rival, ratio }))
	]);
	return [...bands, ...errors];
}
