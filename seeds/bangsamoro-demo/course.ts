import { daysBetween } from '#lib/domain/dates.ts';
import { linearShare } from '#lib/domain/progress.ts';
import type { IsoDate } from '#lib/domain/records.ts';
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
	const shape = { startedOn: written.started, endOn, endShare };
	const { plannedStart, plannedEnd } = activity;
	return {
		startedOn: written.started,
		completedOn,
		written,
		hasMilestones,
		endShare,
		actual: (date) => (hasMilestones ? reached(own, 'reachedOn', date) : rising(shape, date)),
		planned: (date) =>
			hasMilestones ? reached(own, 'plannedOn', date) : linearShare(plannedStart, plannedEnd)(date)
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
}

/** An S through the start at 0 and the end at its share, and level after it. */
function rising({ startedOn, endOn, endShare }: Shape, date: IsoDate): number {
	if (date <= startedOn) return 0;
	const time = Math.min(1, daysBetween(startedOn, date) / daysBetween(startedOn, endOn));
	return time === 1 ? endShare : sShape(time * timeOf(endShare));
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
