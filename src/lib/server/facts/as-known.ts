import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';

/**
 * What was known on a day: `current` reads the latest rows by the tables that triggers keep,
 * otherwise what was recorded by the end of `asOf` in the plan's time zone.
 */
export interface AsKnown {
	planId: string;
	asOf: IsoDate;
	timeZone: string;
	current: boolean;
}

/** The instant at which the day of an `AsKnown` ends. */
const endOfDay = ({ asOf, timeZone }: AsKnown) =>
	sql<Date>`((${asOf}::date + 1)::timestamp at time zone ${timeZone})`;

/** Whether what a column says when it was recorded was known; today everything is that is there. */
export const wasKnown = (known: AsKnown, column: string) =>
	known.current ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} < ${endOfDay(known)}`;
