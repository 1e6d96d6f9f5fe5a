import { isIsoDate, today as todayIn, type RefusedDayReason } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

/** No plan of e-government is older; what names an earlier day is a slip of the pen. */
const earliest: IsoDate = '1900-01-01';

/** The day asked for is not a day, lies in the future, or too long ago. */
export class BadAsOf extends Error {
	override name = 'BadAsOf';
	readonly reason: RefusedDayReason;

	constructor(asked: string, reason: RefusedDayReason) {
		super(asked);
		this.reason = reason;
	}
}

function refusal(asked: string, today: IsoDate): RefusedDayReason | null {
	if (!isIsoDate(asked)) return 'not_a_day';
	if (asked < earliest) return 'too_early';
	return asked > today ? 'to_come' : null;
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
	const reason = refusal(asked, today);
	if (reason) throw new BadAsOf(asked, reason);
	return { asOf: asked, today };
}
