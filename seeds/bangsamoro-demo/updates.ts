import { addDays, daysBetween, later } from '#lib/domain/dates.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import { slippageCauses, type Confidence, type DeliveryState } from '#lib/domain/vocabulary.ts';
import type { Course } from './course.ts';
import type { Notes } from './files.ts';
import type { ActivitySeed } from './demonstration.ts';
import { codeOf, quarterAt, quarterOf } from './quarters.ts';
import { randomOf } from './random.ts';
import type { PeriodRow, UpdateRow } from './rows.ts';

/** An update without whose report it stands in and when it was entered. */
export type Update = Omit<UpdateRow, 'organisation' | 'recordedAt'>;

/** Behind its plan by so many points, a report names cause and recovery date. */
const slips = -5;

/** One update for each period from the planned start until the activity is completed. */
export function updatesOf(
	activity: ActivitySeed,
	course: Course,
	periods: PeriodRow[],
	notes: Notes
): Update[] {
	const running = periods.filter(
		({ startsOn, endsOn }) =>
			endsOn >= activity.plannedStart && (course.completedOn ?? '9999') >= startsOn
	);
	const percents = percentsOf(activity, course, running);
	return running.map((period, index) => {
		const percent = percents[index] ?? 0;
		const delivery = deliveryOn(course, period);
		const slippage = percent - course.planned(period.endsOn) * 100;
		const isLate = slippage <= slips || period.endsOn >= activity.plannedEnd;
		const slipping = isLate && delivery !== 'completed';
		const cause = slipping ? causeOf(activity, course, slippage) : null;
		const isDone = delivery === 'completed';
		return {
			activity: activity.code,
			period: period.label,
			asOf: period.endsOn,
			delivery,
			physicalPercent: percent,
			actualStart: delivery === 'not_started' ? null : course.startedOn,
			actualEnd: isDone ? course.completedOn : null,
			recoveryOn: slipping
				? recoveryOn(activity, course, slippage, period, periods.slice(-2).includes(period))
				: null,
			slippageCause: cause,
			declaredConfidence: isDone ? null : declared(activity, period, slippage),
			note: notes[activity.code]?.[codeOf(period.label)] ?? null
		};
	});
}

/** Whole percents: the course with a little noise, never falling, and exact at its end. */
function percentsOf(activity: ActivitySeed, course: Course, running: PeriodRow[]): number[] {
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

function isOnHold({ written }: Course, period: PeriodRow): boolean {
	return written.on_hold !== undefined && quarterOf(written.on_hold).label === period.label;
}

function deliveryOn(course: Course, period: PeriodRow): DeliveryState {
	if (course.startedOn > period.endsOn) return 'not_started';
	if ((course.completedOn ?? '9999') <= period.endsOn) return 'completed';
	return isOnHold(course, period) ? 'on_hold' : 'in_progress';
}

/**
 * When a late activity is expected to end: what it really came to in the last two periods; before
 * that what the slip made people expect, which was no later.
 */
function recoveryOn(
	{ plannedStart, plannedEnd }: ActivitySeed,
	course: Course,
	slippage: number,
	period: PeriodRow,
	isRecent: boolean
): IsoDate {
	const inTruth = course.completedOn ?? course.written.recovery;
	const lost = Math.round((-Math.min(0, slippage) / 100) * daysBetween(plannedStart, plannedEnd));
	const soonest = addDays(period.endsOn, 1);
	const from = later(plannedEnd, soonest);
	const byRule = quarterAt(addDays(from, lost)).endsOn;
	const truth = inTruth === undefined ? byRule : quarterAt(inTruth).endsOn;
	if (isRecent && course.written.recovery !== undefined) return course.written.recovery;
	return byRule < truth ? byRule : truth;
}

function causeOf(activity: ActivitySeed, course: Course, slippage: number) {
	if (course.written.cause !== undefined) return course.written.cause;
	const usual = slippageCauses.filter((cause) =>
		['procurement', 'staffing', 'technical', 'weather_or_security'].includes(cause)
	);
	const random = randomOf(`cause ${activity.code} ${Math.round(slippage / 5)}`);
	return usual[Math.floor(random() * usual.length)] ?? 'other';
}

/** What the owner says: mostly what the slip says, now and then something kinder. */
function declared(activity: ActivitySeed, period: PeriodRow, slippage: number): Confidence {
	const isKind = randomOf(`declared ${activity.code} ${period.label}`)() < 0.2;
	if (slippage <= -15) return isKind ? 'at_risk' : 'off_track';
	if (slippage <= -5) return isKind ? 'on_track' : 'at_risk';
	return 'on_track';
}
