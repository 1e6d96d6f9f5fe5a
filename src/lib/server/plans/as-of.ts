import { isIsoDate, today as todayIn } from '#lib/domain/dates.ts';
import type { IsoDate } from '#lib/domain/records.ts';

/** The day asked for is not a day, or lies in the future. */
export class BadAsOf extends Error {
	override name = 'BadAsOf';
}

/**
 * The day for which a page shows figures: `as_of` from its address, else today in the plan's zone.
 * Throws {@link BadAsOf}.
 */
export function asOf(
	asked: string | null,
	timeZone: string,
	now: Date
): { asOf: IsoDate; today: IsoDate } {
	const today = todayIn(timeZone, now);
	if (asked === null || asked === '') return { asOf: today, today };
	if (!isIsoDate(asked) || asked > today) throw new BadAsOf(asked);
	return { asOf: asked, today };
}
