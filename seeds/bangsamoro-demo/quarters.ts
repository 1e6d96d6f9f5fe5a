import { addDays } from '#lib/domain/records/dates.ts';
import { periodAt, periodFrom, type Period } from '#lib/domain/records/periods.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

/** The quarter that the files write as `24Q3`. The plan's fiscal year is the calendar year. */
export function quarterOf(code: string): Period {
	const month = String(Number(code[3]) * 3).padStart(2, '0');
	return quarterAt(`20${code.slice(0, 2)}-${month}-01`);
}

/** How the files write the quarter of a label: `2024 Q3` is `24Q3`. */
export function codeOf(label: string): string {
	return label.slice(2).replace(' ', '');
}

/** The quarter that holds a day. */
export function quarterAt(date: IsoDate): Period {
	return periodAt('quarter', date, 1);
}

/** All quarters from the one that holds a day to the one that holds another. */
export function quartersBetween(first: IsoDate, last: IsoDate): Period[] {
	const quarters = [quarterAt(first)];
	for (let next = quarterAt(first); next.endsOn < last;) {
		next = periodFrom('quarter', next.startsOn, 1, 1);
		quarters.push(next);
	}
	return quarters;
}

export function yearOf(date: IsoDate): number {
	return Number(date.slice(0, 4));
}

/** The day itself, or the Monday after it where it falls on a weekend. */
export function workday(date: IsoDate): IsoDate {
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	return addDays(date, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
