/** Quarters of the calendar. */
import { addDays, addMonths } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';

/** The first day of the quarter of the calendar in which a day lies. */
export const quarterOf = (day: IsoDate): IsoDate => {
	const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
	return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
};

/** The last days of the quarters from that of one day to that of another. */
export function quarterEnds(from: IsoDate, to: IsoDate): IsoDate[] {
	const ends: IsoDate[] = [];
	for (let next = addMonths(quarterOf(from), 3); ; next = addMonths(next, 3)) {
		ends.push(addDays(next, -1));
		if (next > to) return ends;
	}
}
