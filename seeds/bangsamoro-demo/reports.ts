import { addDays } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Story } from './files.ts';
import type { ActivitySeed } from './demonstration.ts';
import { quarterAt, quarterOf, quartersBetween, workday } from './quarters.ts';
import { randomOf, wholeBetween } from './random.ts';
import type { CycleRow, Instant, PeriodRow, ReportRow, TransitionRow } from './rows.ts';

/** The reporting periods: quarters, each due some days after its end. */
export function periodsOf(story: Story): PeriodRow[] {
	const first = quarterOf(story.first_period);
	const last = quarterOf(story.last_period);
	return quartersBetween(first.startsOn, last.endsOn).map((quarter) => ({
		frequency: 'quarter',
		...quarter,
		dueOn: addDays(quarter.endsOn, story.days_until_due)
	}));
}

/** A report of every lead organisation for every period from the first in which it leads something. */
export function reportsOf(
	activities: ActivitySeed[],
	periods: PeriodRow[],
	story: Story
): ReportRow[] {
	const organisations = [...new Set(activities.map((activity) => activity.reportedBy))].sort();
	return organisations.flatMap((organisation) => {
		const led = activities.filter((activity) => activity.reportedBy === organisation);
		const leadsFrom = led.map((activity) => activity.plannedStart).sort()[0] ?? '';
		return periods
			.filter((period) => period.endsOn >= leadsFrom)
			.map((period) => ({
				organisation,
				period: period.label,
				transitions: transitionsOf(organisation, period, story)
			}));
	});
}

function transitionsOf(organisation: string, period: PeriodRow, story: Story): TransitionRow[] {
	const random = randomOf(`report ${organisation} ${period.label}`);
	const isLast = period.label === quarterOf(story.last_period).label;
	if (isLast && story.last_reports.silent.includes(organisation)) return [];
	const isLate = random() < 0.09 && !isLast;
	const submittedOn = isLate
		? addDays(period.dueOn, wholeBetween(random, 2, 15))
		: addDays(period.endsOn, wholeBetween(random, 11, 27));
	const state = (state: TransitionRow['state'], on: IsoDate, reason: string | null = null) => ({
		state,
		occurredAt: instant(workday(on), wholeBetween(random, 13 * 60, 16 * 60 + 59)),
		reason
	});
	const after = (date: IsoDate, low: number, high: number) =>
		workday(addDays(date, wholeBetween(random, low, high)));

	const submitted = state('submitted', submittedOn);
	const returnedNow = isLast ? story.last_reports.returned[organisation] : undefined;
	const approved = state('approved', after(workday(submittedOn), 3, 9));
	if (returnedNow)
		return [submitted, approved, state('returned', returnedNow.on, returnedNow.reason)];
	const returned = returnedBefore(organisation, period, story);
	if (!returned) return [submitted, approved];
	const returnedOn = after(workday(submittedOn), 3, 6);
	const againOn = after(returnedOn, 2, 6);
	return [
		submitted,
		state('returned', returnedOn, returned.reason),
		state('submitted', againOn),
		state('approved', after(againOn, 1, 4))
	];
}

/**
 * Each period is opened on the first workday after its end, and closed and published some days after all
 * that came is approved; the last one is opened again.
 */
export function cyclesOf(
	periods: readonly PeriodRow[],
	reports: readonly ReportRow[],
	{ days_until_published: days, last_reports: last }: Story
): CycleRow[] {
	const reopened = { at: instant(last.reopened.on, 9 * 60), reason: last.reopened.reason };
	return periods.map(({ label, endsOn, dueOn }) => {
		const approvedOn = reports
			.filter(({ period }) => period === label)
			.flatMap(({ transitions }) => transitions)
			.filter(({ state }) => state === 'approved')
			.map(({ occurredAt }) => occurredAt.slice(0, 10));
		const publishedOn = workday(addDays([dueOn, ...approvedOn].toSorted().at(-1)!, days));
		return {
			period: label,
			openedAt: instant(workday(addDays(endsOn, 1)), 9 * 60),
			closedAt: instant(publishedOn, 9 * 60),
			publishedAt: instant(publishedOn, 10 * 60),
			reopened: label === periods.at(-1)!.label ? reopened : null
		};
	});
}

/** What was amiss in a report that was returned and then approved, if it was. */
export function returnedBefore(organisation: string, period: { startsOn: IsoDate }, story: Story) {
	return story.returned_before.find(
		(returned) =>
			returned.organisation === organisation &&
			quarterOf(returned.period).label === quarterAt(period.startsOn).label
	);
}

/** A minute of a day in Manila. */
function instant(date: IsoDate, minute: number): Instant {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`;
}

/** Hands out the minutes in which a report's rows were entered, on the afternoon of its submission. */
export function entryTimes(submittedAt: Instant): () => Instant {
	const date = submittedAt.slice(0, 10);
	const hours = Number(submittedAt.slice(11, 13));
	let minute = hours * 60 + Number(submittedAt.slice(14, 16)) - 240;
	return () => instant(date, minute++);
}
