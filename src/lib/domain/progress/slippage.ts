/** Planned versus actual (rule 8). Plain SPI is not offered: it tends to 1 for late work. */
import { daysBetween } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import type { IsoDate, PeriodRecord } from '../records/records.ts';

/** A share within 0…1. */
export function clampShare(share: number): number {
	return Math.min(1, Math.max(0, share));
}

/** Actual − planned in percentage points, negative where behind; both clamped to 0…1 first. */
export function slippage(actual: Knowable<number>, planned: Knowable<number>): Knowable<number> {
	if (!actual.known) return actual;
	if (!planned.known) return planned;
	return known((clampShare(actual.value) - clampShare(planned.value)) * 100);
}

/** Days from the planned to the expected end, negative where early. */
export function daysLate(
	plannedEnd: IsoDate | null,
	expectedEnd: IsoDate | null
): Knowable<number> {
	if (plannedEnd === null || expectedEnd === null) return unknown('dates_not_set');
	return known(daysBetween(plannedEnd, expectedEnd));
}

/**
 * The same of unfinished work: unknown with `not_reported` where it should have ended before the latest
 * period due and no report since says when it will.
 */
export function daysLateUnfinished(
	plannedEnd: IsoDate | null,
	expectedEnd: IsoDate | null,
	period: PeriodRecord | null
): Knowable<number> {
	const isSilent = expectedEnd !== null && period !== null && expectedEnd < period.startsOn;
	return isSilent ? unknown('not_reported') : daysLate(plannedEnd, expectedEnd);
}
