/** What a forecast reads of an activity. Days are numbers as in `dayNumber`, shares 0…1. */

/** One report of an activity, as of a day. */
export interface DatedReport {
	on: number;
	share: number;
	/** When the work was then expected to end; null: nothing else than planned. */
	declaredEnd: number | null;
}

/** A day by which a share is planned to be done. */
export interface PlannedShare {
	on: number;
	share: number;
}

export interface ActivityHistory {
	id: string;
	plannedStart: number;
	plannedEnd: number;
	/** Where it has dated milestones: one point each, ascending by day, the last with share 1; null: linear. */
	plannedCurve: readonly PlannedShare[] | null;
	/** The first day of work, as reported; null: not reported. */
	begunOn: number | null;
	/** Ascending by day, one for each day, of the days before the work was completed. */
	reports: readonly DatedReport[];
	/** Null until it is completed. */
	endedOn: number | null;
	/** Cancelled or not applicable: it is not forecast, and nothing is learned from it. */
	excluded: boolean;
}

/** The planned duration in days; one at least, since others are measured by it. */
export function plannedDays({ plannedStart, plannedEnd }: ActivityHistory): number {
	return Math.max(1, plannedEnd - plannedStart);
}

/** Earned schedule: how many days after its planned start the work was planned to have come to a share. */
export function earnedDays(history: ActivityHistory, share: number): number {
	if (history.plannedCurve === null) return share * plannedDays(history);
	let before: PlannedShare = { on: history.plannedStart, share: 0 };
	for (const point of history.plannedCurve) {
		if (share <= point.share) {
			const part = (share - before.share) / (point.share - before.share);
			return before.on + (point.on - before.on) * part - history.plannedStart;
		}
		before = point;
	}
	return before.on - history.plannedStart;
}

/** How many of the reports were made by a day. */
export function reportsBy({ reports }: ActivityHistory, day: number): number {
	let count = reports.length;
	while (count > 0 && reports[count - 1]!.on > day) count -= 1;
	return count;
}

export function hasEndedBy({ endedOn }: ActivityHistory, day: number): boolean {
	return endedOn !== null && endedOn <= day;
}
