/** When a mail is due by what its reader wants. */
import { addDays, dayNumber, today } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import type { Digest } from './notices.ts';

/** The hour, in the plan's zone, at which digests are sent. */
const digestHour = 7;

/** Days since Monday; 1970-01-01 was a Thursday. */
const sinceMonday = (day: IsoDate) => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function ahead(zone: string, at: number): number {
	const format = new Intl.DateTimeFormat('sv', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'medium'
	});
	return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000;
}

/** The moment at which it is 7:00 on a day in a zone. */
function morningOf(day: IsoDate, zone: string): Date {
	const local = Date.parse(`${day}T00:00:00Z`) + digestHour * 3_600_000;
	// once more, since clocks may be set between the guess and the answer
	const guess = local - ahead(zone, local);
	return new Date(local - ahead(zone, guess));
}

/**
 * When a mail may be sent: at once, at the next 7:00, or at that of the next Monday, in the zone; null:
 * never.
 */
export function mailedAfter(digest: Digest, now: Date, zone: string): Date | null {
	if (digest === 'never') return null;
	if (digest === 'at_once') return now;
	const day = today(zone, now);
	const ahead = digest === 'weekly' ? (7 - sinceMonday(day)) % 7 : 0;
	const next = morningOf(addDays(day, ahead), zone);
	return next > now ? next : morningOf(addDays(day, ahead + (digest === 'weekly' ? 7 : 1)), zone);
}
