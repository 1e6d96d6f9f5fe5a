/** The page's first sentence: how many activities run late, and which the longest. */
import { rowsOf, type TimelineGroup } from '#lib/charts/timeline.ts';

export interface LateWork {
	activities: number;
	/** With both planned dates. */
	dated: number;
	late: number;
	/** What is late the longest; null where nothing is. */
	longest: { title: string; href: string; days: number } | null;
}

export function lateWork(groups: TimelineGroup[]): LateWork {
	const rows = rowsOf(groups);
	const late = rows
		.map(({ title, href, daysLate }) => ({ title, href, days: daysLate ?? 0 }))
		.filter(({ days }) => days > 0)
		.sort((one, other) => other.days - one.days);
	return {
		activities: rows.length,
		dated: rows.filter(({ plannedStart, plannedEnd }) => plannedStart && plannedEnd).length,
		late: late.length,
		longest: late[0] ?? null
	};
}
