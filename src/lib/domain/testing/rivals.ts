/** Simpler ways to foretell an end, which a forecast has to beat. */
import {
	earnedDays,
	hasEndedBy,
	plannedDays,
	reportsBy,
	type ActivityHistory
} from '../forecast/histories.ts';
import { quarterInDays, soonestInDays } from '../forecast/sources.ts';
import { medianSlope } from '../kpis/trend.ts';
import { dayOf } from '../records/dates.ts';

/**
 * `declared`: the end as declared. `straight_line`: a Theil–Sen line through the shares, carried to 1.
 * Of earned schedule, `as_planned`: what is left is done as fast as planned (performance factor 1), and
 * `as_so_far`: as fast as what was done (performance factor SPI(t)).
 */
export const rivalNames = ['declared', 'straight_line', 'as_planned', 'as_so_far'] as const;
export type RivalName = (typeof rivalNames)[number];

/** The day that each rival foretells; null where it cannot tell. */
export type RivalEnds = Record<RivalName, number | null>;

const fewestPoints = 4;

/** Work that hardly moves is not slower than this share of its plan. */
const slowest = 0.05;

interface Point {
	on: number;
	share: number;
}

/** When a line through points reaches 1, at the level of the last of them. */
function lineEnd(points: readonly Point[]): number | null {
	const last = points.at(-1);
	if (last === undefined || points.length < fewestPoints) return null;
	const slope = medianSlope(points.map(({ on, share }) => ({ on: dayOf(on), value: share })));
	return slope > 0 ? last.on + Math.max(1, (1 - last.share) / slope) : null;
}

/** What the rivals but the line foretell. */
function endsBy(
	history: ActivityHistory,
	report: number
): Record<Exclude<RivalName, 'straight_line'>, number> {
	const { on, share, declaredEnd } = history.reports[report]!;
	const earned = earnedDays(history, share);
	const left = plannedDays(history) - earned;
	const performance = Math.max(slowest, earned / Math.max(1, on - history.plannedStart));
	return {
		declared: Math.max(on + 1, declaredEnd ?? history.plannedEnd),
		as_planned: on + Math.max(soonestInDays, left),
		as_so_far: on + Math.max(soonestInDays, left / performance)
	};
}

/** From a report of an activity. */
export function rivalEnds(history: ActivityHistory, report: number): RivalEnds {
	const line = lineEnd(history.reports.slice(0, report + 1));
	return { ...endsBy(history, report), straight_line: line };
}

/** The mean share of some activities at the ends of up to 20 quarters before a day, and on it. */
function totals(group: readonly ActivityHistory[], day: number): Point[] {
	const start = Math.min(...group.map(({ plannedStart }) => plannedStart));
	const quarters = Math.min(20, Math.floor((day + 1 - start) / quarterInDays) - 1);
	return Array.from({ length: quarters + 1 }, (_, i) => {
		const on = Math.floor(day - (quarters - i) * quarterInDays);
		const shares = group.map((history) =>
			hasEndedBy(history, on) ? 1 : (history.reports[reportsBy(history, on) - 1]?.share ?? 0)
		);
		return { on, share: shares.reduce((sum, share) => sum + share, 0) / shares.length };
	});
}

/** Work without a report takes as long as planned from its planned start, or from now. */
function unreportedEnd(history: ActivityHistory, day: number): number {
	return Math.max(day, history.plannedStart) + plannedDays(history);
}

/** The last end among activities, as seen on a day; the line goes through the total of all. */
export function groupRivalEnds(group: readonly ActivityHistory[], day: number): RivalEnds {
	const open = group.filter((history) => !hasEndedBy(history, day));
	const ends = open.map((history) => {
		const end = unreportedEnd(history, day);
		const report = reportsBy(history, day) - 1;
		return report < 0
			? { declared: end, as_planned: end, as_so_far: end }
			: endsBy(history, report);
	});
	const last = (name: keyof (typeof ends)[number]) =>
		Math.max(day, ...ends.map((end) => end[name]));
	return {
		declared: last('declared'),
		as_planned: last('as_planned'),
		as_so_far: last('as_so_far'),
		straight_line: lineEnd(totals(group, day))
	};
}
