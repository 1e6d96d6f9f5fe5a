import type { ActivityHistory, DatedReport } from '../forecast/histories.ts';

/** The history of an activity that is planned to take 400 days from day 0, not reported yet. */
export function sampleHistory(fields: Partial<ActivityHistory> = {}): ActivityHistory {
	return {
		id: 'activity',
		plannedStart: 0,
		plannedEnd: 400,
		plannedCurve: null,
		begunOn: null,
		reports: [],
		endedOn: null,
		excluded: false,
		...fields
	};
}

/** A report that declares no other end than the planned one. */
export function sampleReport(
	on: number,
	share: number,
	declaredEnd: number | null = null
): DatedReport {
	return { on, share, declaredEnd };
}
