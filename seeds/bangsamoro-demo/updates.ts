import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Confidence, DeliveryState } from '#lib/domain/records/vocabulary.ts';
import type { Course } from './course.ts';
import type { ActivitySeed, DemonstrationSeed } from './demonstration.ts';
import { behind, isOnHold, percentsOf } from './percents.ts';
import { codeOf } from './quarters.ts';
import { randomOf } from './random.ts';
import type { PeriodRow, UpdateRow } from './rows.ts';
import { slipOn, type Slip } from './slips.ts';

/** An update without whose report it stands in and when it was entered. */
export type Update = Omit<UpdateRow, 'organisation' | 'recordedAt'>;

/** What the reports say in words, by activity. */
type Told = Pick<DemonstrationSeed, 'notes' | 'slips'>;

/** One update for each period from the planned start until the activity is completed. */
export function updatesOf(
	activity: ActivitySeed,
	course: Course,
	periods: PeriodRow[],
	told: Told
): Update[] {
	const running = periods.filter(
		({ startsOn, endsOn }) =>
			endsOn >= activity.plannedStart && (course.completedOn ?? '9999') >= startsOn
	);
	const percents = percentsOf(activity, course, running);
	const lateOn: IsoDate[] = [];
	return running.map((period, index) => {
		const percent = percents[index] ?? 0;
		const slippage = percent - course.planned(period.endsOn) * 100;
		const isLate = slips(activity, course, period, slippage);
		const slip = isLate ? slipOn(told.slips[activity.code] ?? {}, period.endsOn, lateOn) : null;
		if (isLate) lateOn.push(period.endsOn);
		const confidence = isDone(course, period) ? null : declared(activity, period, slippage);
		return {
			...stateOn(course, period),
			activity: activity.code,
			period: period.label,
			asOf: period.endsOn,
			physicalPercent: percent,
			recoveryOn: slip?.recoveryOn ?? null,
			slippageCause: slip?.cause ?? null,
			declaredConfidence: confidence,
			declaredReason: reasonOf(confidence, slip),
			note: noteOf(told.notes[activity.code]?.[codeOf(period.label)], slip)
		};
	});
}

/** Whether a report names cause and recovery date: the work is behind its plan, or not done at its end. */
function slips(
	{ plannedEnd }: ActivitySeed,
	course: Course,
	period: PeriodRow,
	slippage: number
): boolean {
	return !isDone(course, period) && (slippage <= behind || period.endsOn >= plannedEnd);
}

function noteOf(done: string | undefined, slip: Slip | null): string | null {
	return [done, slip?.words].filter(Boolean).join(' ') || null;
}

function isDone({ completedOn }: Course, period: PeriodRow): boolean {
	return completedOn !== null && completedOn <= period.endsOn;
}

function deliveryOn(course: Course, period: PeriodRow): DeliveryState {
	if (course.startedOn > period.endsOn) return 'not_started';
	if (isDone(course, period)) return 'completed';
	return isOnHold(course, period) ? 'on_hold' : 'in_progress';
}

function stateOn(course: Course, period: PeriodRow) {
	const delivery = deliveryOn(course, period);
	return {
		delivery,
		actualStart: delivery === 'not_started' ? null : course.startedOn,
		actualEnd: delivery === 'completed' ? course.completedOn : null
	};
}

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Why it is in doubt, or why it is in none although it is late. */
function reasonOf(confidence: Confidence | null, slip: Slip | null): string | null {
	if (confidence === null || slip === null) return null;
	if (confidence !== 'on_track') return slip.because;
	return `What is behind is expected to be done by ${inWords.format(new Date(slip.recoveryOn))}.`;
}

/** What the owner says: mostly what the slip says, now and then something kinder. */
function declared(activity: ActivitySeed, period: PeriodRow, slippage: number): Confidence {
	const isKind = randomOf(`declared ${activity.code} ${period.label}`)() < 0.2;
	if (slippage <= -15) return isKind ? 'at_risk' : 'off_track';
	if (slippage <= -5) return isKind ? 'on_track' : 'at_risk';
	return 'on_track';
}
