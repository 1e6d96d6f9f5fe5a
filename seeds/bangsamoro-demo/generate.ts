/**
 * The demonstration's history, from what the YAML files tell. Pure and deterministic: the same files
 * give the same rows on every machine and every day.
 */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { courseOf } from './course.ts';
import type { DemonstrationSeed } from './demonstration.ts';
import { measurementsOf } from './measurements.ts';
import { quarterAt } from './quarters.ts';
import { cyclesOf, entryTimes, periodsOf, reportsOf, returnedBefore } from './reports.ts';
import type {
	DemonstrationHistory,
	Instant,
	MilestoneReachedRow,
	ReportedRow,
	ReportRow,
	UpdateRow
} from './rows.ts';
import { moneyOf } from './spending.ts';
import { updatesOf, type Update } from './updates.ts';

/** Every row of the history: periods, reports, budget lines, updates, milestones, measurements, spending. */
export function generate(demonstration: DemonstrationSeed): DemonstrationHistory {
	const { activities, budgetLines, kpiCourses, milestones, story } = demonstration;
	const periods = periodsOf(story);
	const reports = reportsOf(activities, periods, story);
	const desk = deskOf(reports);
	const until = periods.at(-1)?.endsOn ?? '';

	const told = activities.map((activity) => {
		const course = courseOf(activity, milestones, story);
		return {
			organisation: activity.reportedBy,
			updates: updatesOf(activity, course, periods, demonstration),
			money: moneyOf(activity, budgetLines, course, periods, story)
		};
	});
	const updates = told.flatMap((one) =>
		one.updates.flatMap((update) =>
			versionsOf(update, one.organisation, reports, desk, demonstration)
		)
	);
	return {
		periods,
		cycles: cyclesOf(periods, reports, story),
		reports,
		budgetLines: told.flatMap((one) => one.money.budgetLines),
		updates: inOrder(updates),
		milestonesReached: inOrder(milestonesReached(demonstration, desk, until)),
		measurements: inOrder(
			kpiCourses.flatMap((kpi) =>
				measurementsOf(kpi, until).flatMap((row) => desk(kpi.reporter, row, 'first'))
			)
		),
		spending: inOrder(
			told.flatMap((one) =>
				one.money.spending.flatMap((row) => desk(one.organisation, row, 'first'))
			)
		)
	};
}

/** Enters a row in an organisation's report: gives it the next minute, or drops it where nothing was sent. */
type Desk = <Row extends { period: string }>(
	organisation: string,
	row: Row,
	submission: 'first' | 'last'
) => (Row & ReportedRow)[];

function deskOf(reports: ReportRow[]): Desk {
	const clocks = new Map<string, () => Instant>();
	for (const { organisation, period, transitions } of reports)
		for (const { state, occurredAt } of transitions)
			if (state === 'submitted') {
				const key = `${organisation} ${period}`;
				if (!clocks.has(`${key} first`)) clocks.set(`${key} first`, entryTimes(occurredAt));
				clocks.set(`${key} last`, entryTimes(occurredAt));
			}
	return (organisation, row, submission) => {
		const clock = clocks.get(`${organisation} ${row.period} ${submission}`);
		return clock === undefined ? [] : [{ ...row, organisation, recordedAt: clock() }];
	};
}

/** An update as entered; twice where its report was returned for it: at first without a note. */
function versionsOf(
	update: Update,
	organisation: string,
	reports: ReportRow[],
	desk: Desk,
	{ story }: DemonstrationSeed
): UpdateRow[] {
	const startsOn = quarterAt(update.asOf).startsOn;
	const amiss = returnedBefore(organisation, { startsOn }, story);
	if (amiss?.activity !== update.activity) return desk(organisation, update, 'first');
	return [
		...desk(organisation, { ...update, slippageCause: null, note: null }, 'first'),
		...desk(organisation, update, 'last')
	];
}

/** Each milestone is said to be reached in the report for the quarter in which it was. */
function milestonesReached(
	{ activities, milestones }: DemonstrationSeed,
	desk: Desk,
	until: IsoDate
): MilestoneReachedRow[] {
	return milestones.flatMap(({ activity, position, reachedOn }) => {
		if (reachedOn === null || reachedOn > until) return [];
		const organisation = activities.find(({ code }) => code === activity)?.reportedBy ?? '';
		const row = { activity, position, reachedOn, period: quarterAt(reachedOn).label };
		return desk(organisation, row, 'first');
	});
}

function inOrder<Row extends ReportedRow>(rows: Row[]): Row[] {
	return rows.toSorted((one, other) => one.recordedAt.localeCompare(other.recordedAt));
}
