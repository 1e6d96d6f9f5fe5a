import { dayNumber, daysBetween } from '#lib/domain/records/dates.ts';
import type { Period } from '#lib/domain/records/periods.ts';
import { plannedCurve } from '#lib/domain/progress/activity-progress.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Story, WrittenCourse } from './files.ts';
import type { ActivitySeed, MilestoneSeed } from './demonstration.ts';
import { quarterOf } from './quarters.ts';

/** How one activity went, on any day: shares are 0…1 and never fall. */
export interface Course {
	startedOn: IsoDate;
	completedOn: IsoDate | null;
	written: WrittenCourse;
	hasMilestones: boolean;
	/** What it had come to by its last report. */
	endShare: number;
	actual(date: IsoDate): number;
	planned(date: IsoDate): number;
}

export function courseOf(
	activity: ActivitySeed,
	milestones: MilestoneSeed[],
	story: Story
): Course {
	const written = story.courses[activity.code] as WrittenCourse;
	const completedOn = written.completed ?? null;
	const own = milestones.filter((milestone) => milestone.activity === activity.code);
	const hasMilestones = own.length > 0;
	const endOn = completedOn ?? quarterOf(written.as_of ?? story.last_period).endsOn;
	const endShare = completedOn === null ? (written.percent ?? 0) / 100 : 1;
	const hold = written.on_hold === undefined ? null : quarterOf(written.on_hold);
	const shape = { startedOn: written.started, endOn, endShare, hold };
	const line = plannedCurve({ ...activity, milestones: [] });
	const evenly = (on: IsoDate) => line({ on, number: dayNumber(on) }) ?? 0;
	return {
		startedOn: written.started,
		completedOn,
		written,
		hasMilestones,
		endShare,
		actual: (date) => (hasMilestones ? reached(own, 'reachedOn', date) : rising(shape, date)),
		planned: (date) => (hasMilestones ? reached(own, 'plannedOn', date) : evenly(date))
	};
}

function reached(milestones: MilestoneSeed[], day: 'plannedOn' | 'reachedOn', date: IsoDate) {
	const by = milestones.filter((milestone) => (milestone[day] ?? '9999') <= date);
	return by.reduce((sum, milestone) => sum + milestone.weight, 0) / 100;
}

interface Shape {
	startedOn: IsoDate;
	endOn: IsoDate;
	endShare: number;
	/** The quarter in which it was on hold. */
	hold: Period | null;
}

/** An S through the start at 0 and the end at its share, level while on hold and after the end. */
function rising(shape: Shape, date: IsoDate): number {
	const { startedOn, endOn, endShare } = shape;
	if (date <= startedOn) return 0;
	const time = Math.min(1, daysWorked(shape, date) / daysWorked(shape, endOn));
	return time === 1 ? endShare : sShape(time * timeOf(endShare));
}

/** Days from the start to a day, without those on hold. */
function daysWorked({ startedOn, hold }: Shape, date: IsoDate): number {
	const days = daysBetween(startedOn, date);
	if (hold === null || date < hold.startsOn) return days;
	const lastHeld = date < hold.endsOn ? date : hold.endsOn;
	return days - daysBetween(hold.startsOn, lastHeld) - 1;
}

/** Slow, fast, slow: 0 at 0, 1 at 1. */
export function sShape(time: number): number {
	return 0.65 * time + 0.35 * time * time * (3 - 2 * time);
}

/** When the S reaches a share. */
function timeOf(share: number): number {
	let low = 0;
	let high = 1;
	for (let step = 0; step < 40; step += 1) {
		const middle = (low + high) / 2;
		if (sShape(middle) < share) low = middle;
		else high = middle;
	}
	return high;
}
