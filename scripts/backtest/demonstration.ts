/** The history of the demonstration's activities, from the seeds alone: no database is needed. */
import type { ActivityHistory, DatedReport, PlannedShare } from '#lib/domain/forecast/histories.ts';
import { dayNumber } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ActivitySeed, MilestoneSeed } from '../../seeds/bangsamoro-demo/demonstration.ts';
import { generate } from '../../seeds/bangsamoro-demo/generate.ts';
import { loadDemonstration } from '../../seeds/bangsamoro-demo/load.ts';
import type { UpdateRow } from '../../seeds/bangsamoro-demo/rows.ts';

const dayOrNull = (date: IsoDate | null | undefined) => (date ? dayNumber(date) : null);

function plannedCurve(milestones: MilestoneSeed[]): PlannedShare[] | null {
	const all = milestones.reduce((sum, { weight }) => sum + weight, 0);
	let share = 0;
	const curve = milestones
		.toSorted((one, other) => one.plannedOn.localeCompare(other.plannedOn))
		.map(({ plannedOn, weight }) => ({ on: dayNumber(plannedOn), share: (share += weight / all) }));
	return curve.length > 0 ? curve : null;
}

/** @param updates of one activity, in the order in which they were recorded: the last of a day counts */
function historyOf(
	activity: ActivitySeed,
	milestones: MilestoneSeed[],
	updates: UpdateRow[]
): ActivityHistory {
	const latest = [...new Map(updates.map((update) => [update.asOf, update])).values()];
	const completed = latest.find(({ delivery }) => delivery === 'completed');
	const reports: DatedReport[] = latest
		.filter(({ delivery }) => delivery !== 'completed')
		.map(({ asOf, physicalPercent, recoveryOn }) => ({
			on: dayNumber(asOf),
			share: Math.min(1, physicalPercent / 100),
			declaredEnd: dayOrNull(recoveryOn)
		}))
		.sort((one, other) => one.on - other.on);
	return {
		id: activity.code,
		plannedStart: dayNumber(activity.plannedStart),
		plannedEnd: dayNumber(activity.plannedEnd),
		plannedCurve: plannedCurve(milestones),
		begunOn: dayOrNull(latest.findLast(({ actualStart }) => actualStart)?.actualStart),
		reports,
		endedOn: dayOrNull(completed?.actualEnd),
		excluded: false
	};
}

/** Every activity's history, and the day of the last report. */
export function demonstrationHistories(): { histories: ActivityHistory[]; seenUntil: number } {
	const demonstration = loadDemonstration();
	const { updates } = generate(demonstration);
	const histories = demonstration.activities.map((activity) =>
		historyOf(
			activity,
			demonstration.milestones.filter((one) => one.activity === activity.code),
			updates.filter((one) => one.activity === activity.code)
		)
	);
	return { histories, seenUntil: Math.max(...updates.map(({ asOf }) => dayNumber(asOf))) };
}
