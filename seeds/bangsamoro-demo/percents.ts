import type { Course } from './course.ts';
import type { ActivitySeed } from './demonstration.ts';
import { quarterOf } from './quarters.ts';
import { randomOf } from './random.ts';
import type { PeriodRow } from './rows.ts';

/** From so many points on, work counts as behind its plan. */
export const behind = -5;

/** The percent that each report of an activity gives: being late does not come and go for one quarter. */
export function percentsOf(activity: ActivitySeed, course: Course, running: PeriodRow[]): number[] {
	const percents = coursed(activity, course, running);
	if (course.hasMilestones) return percents;
	const from = running.map(({ endsOn }) => course.planned(endsOn) * 100 + behind);
	const isLate = (index: number) => (percents[index] ?? 0) <= (from[index] ?? 0);
	for (let index = 1; index < percents.length - 1; index += 1) {
		const isAlone = isLate(index) !== isLate(index - 1) && isLate(index) !== isLate(index + 1);
		if (!isAlone || (running[index]?.endsOn ?? '') >= activity.plannedEnd) continue;
		const line = Math.floor(from[index] ?? 0);
		percents[index] = isLate(index)
			? Math.min(line + 1, percents[index + 1] ?? 0)
			: Math.max(line, percents[index - 1] ?? 0);
	}
	return percents;
}

/** Whole percents: the course with a little noise, never falling, and exact at its end. */
function coursed(activity: ActivitySeed, course: Course, running: PeriodRow[]): number[] {
	const random = randomOf(`percent ${activity.code}`);
	let percent = 0;
	return running.map((period) => {
		const noise = course.hasMilestones ? 0 : (random() - 0.5) * 3;
		const exact = course.actual(period.endsOn) * 100;
		const isEnd = exact === course.endShare * 100;
		const isHeld = isOnHold(course, period);
		const highest = Math.round(course.endShare * 100) - (course.hasMilestones ? 0 : 1);
		const noisy = Math.min(highest, Math.round(exact + (exact === 0 ? 0 : noise)));
		if (!isHeld) percent = Math.max(percent, isEnd ? Math.round(exact) : noisy);
		return percent;
	});
}

export function isOnHold({ written }: Course, period: PeriodRow): boolean {
	return written.on_hold !== undefined && quarterOf(written.on_hold).label === period.label;
}
