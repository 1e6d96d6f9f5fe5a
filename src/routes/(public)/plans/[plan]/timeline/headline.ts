/** The page's first sentence: how many activities run late, and which the longest. */
import { rowsOf, type TimelineGroup } from '#lib/charts/timeline/timeline.ts';

export interface LateWork {
	activities: number;
	/** With both planned dates. */
	dated: number;
	/** Not completed, and expected to end after it was planned. */
	late: number;
	/** Completed after it was planned to end. */
	endedLate: number;
	/** What is late the longest; null where nothing is. */
	longest: { title: string; days: number } | null;
}

export function lateWork(groups: TimelineGroup[]): LateWork {
	const rows = rowsOf(groups);
	const late = rows.filter(({ daysLate }) => (daysLate ?? 0) > 0);
	const running = late
		.filter(({ state }) => state !== 'completed')
		.sort((one, other) => (other.daysLate ?? 0) - (one.daysLate ?? 0));
	const [longest] = running;
	return {
		activities: rows.length,
		dated: rows.filter(({ plannedStart, plannedEnd }) => plannedStart && plannedEnd).length,
		late: running.length,
		endedLate: late.length - running.length,
		longest: longest ? { title: longest.title, days: longest.daysLate ?? 0 } : null
	};
}
