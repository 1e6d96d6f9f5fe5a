/** A plan's activities as the forecast of ends reads them. */
import type { ActivityHistory, DatedReport, PlannedShare } from '../forecast/histories.ts';
import { milestoneShare, reportedShare } from '../progress/activity-progress.ts';
import { clampShare } from '../progress/progress-sums.ts';
import { dayNumber } from '../records/dates.ts';
import type { ElementRecord, UpdateRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import type { PlanTree, Siblings } from '../progress/plan-tree.ts';

/** The planned days of its milestones, in order; null where it has none, or one has no day. */
function curveOf({ milestones }: ElementRecord): PlannedShare[] | null {
	const days = [...new Set(milestones.map(({ plannedOn }) => plannedOn))].sort();
	if (days.length === 0 || days.includes(null)) return null;
	return days.map((on) => ({
		on: dayNumber(on!),
		share: milestoneShare(milestones, 'plannedOn', on!)
	}));
}

function reportOf(element: ElementRecord, update: UpdateRecord): DatedReport {
	const { asOf, recoveryOn } = update;
	return {
		on: dayNumber(asOf),
		share: clampShare(reportedShare(element, update, asOf) ?? 0),
		declaredEnd: recoveryOn === null ? null : dayNumber(recoveryOn)
	};
}

function historyOf(element: ElementRecord): ActivityHistory[] {
	const { id, plannedStart, plannedEnd, updates, applicable } = element;
	if (plannedStart === null || plannedEnd === null) return [];
	const completed = updates.find(({ delivery }) => delivery === 'completed');
	const before = completed === undefined ? updates : updates.slice(0, updates.indexOf(completed));
	const begun = updates.find(({ actualStart }) => actualStart !== null)?.actualStart ?? null;
	const ended = completed?.actualEnd ?? completed?.asOf ?? null;
	return [
		{
			id,
			plannedStart: dayNumber(plannedStart),
			plannedEnd: dayNumber(plannedEnd),
			plannedCurve: curveOf(element),
			begunOn: begun === null ? null : dayNumber(begun),
			reports: before.map((update) => reportOf(element, update)),
			endedOn: ended === null ? null : dayNumber(ended),
			excluded: !applicable || updates.at(-1)?.delivery === 'cancelled'
		}
	];
}

const ofElement = new Remade<ElementRecord, ActivityHistory[]>();
const ofSiblings = new Remade<Siblings, ActivityHistory[]>();

/** The histories of all activities with planned dates: others have nothing to forecast from. */
export const activityHistories = ({ children }: PlanTree): ActivityHistory[] =>
	[...children.values()].flatMap((siblings) =>
		ofSiblings.make(siblings, [], () =>
			siblings
				.filter(({ kind }) => kind === 'activity')
				.flatMap((element) => ofElement.make(element, [], () => historyOf(element)))
		)
	);
