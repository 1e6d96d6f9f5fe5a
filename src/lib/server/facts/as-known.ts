import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';

/**
 * What was known on a day: `current` reads all rows that are there, otherwise what was recorded by the
 * end of `knownOn` in the plan's time zone.
 */
export interface AsKnown {
	planId: string;
	knownOn: IsoDate;
	timeZone: string;
	current: boolean;
}

/** What is known of a plan on a day; on the present day all that is there. */
export function asKnown(
	plan: { id: string; time_zone: string },
	{ knownOn, today }: { knownOn: IsoDate; today: IsoDate }
): AsKnown {
	return { planId: plan.id, knownOn, timeZone: plan.time_zone, current: knownOn >= today };
}

/** The instant at which the day of an `AsKnown` ends. */
const endOfDay = ({ knownOn, timeZone }: AsKnown) =>
	sql<Date>`((${knownOn}::date + 1)::timestamp at time zone ${timeZone})`;

/** Whether a column that says when something was recorded names a moment by then. */
export const wasKnown = (known: AsKnown, column: string) =>
	known.current ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} < ${endOfDay(known)}`;
