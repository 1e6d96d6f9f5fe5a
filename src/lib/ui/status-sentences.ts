/** How an element stands, in plain words: whole sentences, one after the other. */
import { m } from '#lib/paraglide/messages.js';
import type { DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { IsoDate, UpdateRecord } from '#lib/domain/records/records.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import { day, percent, pointDigits, pointSize } from './format.ts';

/** What the sentences look at. */
export interface Standing {
	/** An activity's state; null for goals, objectives and plans. */
	counted: DeliveryCountName | null;
	update: Pick<UpdateRecord, 'asOf' | 'physicalPercent' | 'actualEnd'> | null;
	plannedStart: IsoDate | null;
	expectedEnd: IsoDate | null;
	delivery: RolledUp;
	planned: RolledUp;
	attainment: RolledUp;
	daysLate: Knowable<number>;
}

const daysOfAMonth = 365.25 / 12;

/** So many days in words: days up to six weeks, else months. */
export function duration(days: number): string {
	const length = Math.abs(days);
	if (length < 45) return m.plan_days({ count: length });
	return m.plan_months({ count: Math.round(length / daysOfAMonth) });
}

function progressSentence({ delivery, planned }: Standing): string {
	if (!delivery.known) return m.plan_says_nothing_known();
	const done = percent(delivery.value);
	if (!planned.known) return m.plan_says_done({ done });
	return m.plan_says_done_where_planned({ done, planned: percent(planned.value) });
}

/** When unfinished work is expected to end. */
function endSentence({ daysLate, expectedEnd }: Standing): string[] {
	if (!daysLate.known || expectedEnd === null) return [m.plan_says_no_end()];
	const on = day(expectedEnd);
	const late = duration(daysLate.value);
	if (daysLate.value > 0) return [m.plan_says_late({ late, on })];
	if (daysLate.value < 0) return [m.plan_says_early({ early: late, on })];
	return [m.plan_says_as_planned({ on })];
}

function completedSentence({ update, daysLate }: Standing): string {
	const end = update?.actualEnd;
	if (!end) return m.plan_says_completed();
	const on = day(end);
	if (!daysLate.known || daysLate.value === 0) return m.plan_says_completed_on({ on });
	const by = duration(daysLate.value);
	return daysLate.value > 0
		? m.plan_says_completed_late({ on, late: by })
		: m.plan_says_completed_early({ on, early: by });
}

function silentSentence({ update, plannedStart }: Standing): string {
	if (update === null) {
		return plannedStart === null
			? m.plan_says_never_reported()
			: m.plan_says_never_reported_since({ start: day(plannedStart) });
	}
	const on = day(update.asOf);
	if (update.physicalPercent === null) return m.plan_says_silent_since({ on });
	return m.plan_says_silent_since_percent({ on, done: percent(update.physicalPercent / 100) });
}

function notDueSentence({ plannedStart }: Standing, asOf: IsoDate): string {
	if (plannedStart === null) return m.plan_says_not_due();
	const start = day(plannedStart);
	return plannedStart > asOf
		? m.plan_says_not_due_before({ start })
		: m.plan_says_not_due_since({ start });
}

/**
 * The sentences of an activity.
 *
 * @param asOf the day that the page speaks of
 */
export function activitySentences(standing: Standing, asOf: IsoDate): string[] {
	const { counted, planned, delivery } = standing;
	switch (counted) {
		case 'completed':
			return [completedSentence(standing)];
		case 'cancelled':
			return [m.plan_says_cancelled()];
		case 'not_applicable':
			return [m.plan_says_not_applicable()];
		case 'not_set':
			return [m.plan_says_not_set()];
		case 'not_due':
			return [notDueSentence(standing, asOf)];
		case 'not_reported':
			return [silentSentence(standing)];
		case 'on_hold':
			return [
				delivery.known
					? m.plan_says_on_hold_at({ done: percent(delivery.value) })
					: m.plan_says_on_hold(),
				...endSentence(standing)
			];
		case 'not_started':
			return [
				planned.known && planned.value > 0
					? m.plan_says_not_started_where_planned({ planned: percent(planned.value) })
					: m.plan_says_not_started(),
				...endSentence(standing)
			];
		default:
			return [progressSentence(standing), ...endSentence(standing)];
	}
}

/** The sentences of a goal, an objective or a whole plan. */
export function parentSentences(standing: Standing): string[] {
	const { delivery, attainment } = standing;
	const kpis = attainment.known
		? [m.plan_says_attained({ attained: percent(attainment.value) })]
		: [];
	if (!delivery.known) {
		if (delivery.reason === 'shares_elements') return [m.plan_says_shares()];
		return delivery.reason === 'not_set'
			? [m.plan_says_nothing_beneath(), ...kpis]
			: [m.plan_says_nothing_known(), ...kpis];
	}
	const partial =
		delivery.partial && delivery.coverage !== null
			? [m.plan_says_partial({ share: percent(delivery.coverage) })]
			: [];
	return [progressSentence(standing), ...partial, ...kpis];
}

/** Percentage points in words, for a sentence: `18 points behind plan`. */
export function pointsInWords(points: number, digits = 0): string {
	const size = pointSize(points, digits);
	if (size === '0') return m.plan_points_level();
	return points < 0
		? m.plan_points_behind({ points: size })
		: m.plan_points_ahead({ points: size });
}

/** A slip with the two percents beside which it is written. */
export interface SlipBeside {
	/** Percentage points, negative where behind. */
	slippage: Knowable<number>;
	/** Done over the activities that planned is reckoned over. */
	done: Knowable<number>;
	planned: Knowable<number>;
	/** The day of the slip; null or left out: that of the page. */
	slippageOn?: IsoDate | null;
}

/**
 * A slip in words, such that it follows from the two percents beside it; with its day where that is
 * not the page's. Undefined where it is not known.
 */
export function slipInWords(
	{ slippage, done, planned, slippageOn = null }: SlipBeside,
	asOf: IsoDate
): string | undefined {
	if (!slippage.known) return undefined;
	if (slippageOn !== null && slippageOn !== asOf) {
		return m.plan_fact_points_on({ words: pointsInWords(slippage.value), date: day(slippageOn) });
	}
	const [of, by] = [done, planned].map((share) => (share.known ? share.value : null));
	return pointsInWords(slippage.value, pointDigits(of ?? null, by ?? null, slippage.value));
}
