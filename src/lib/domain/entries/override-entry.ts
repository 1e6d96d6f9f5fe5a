/** What may be said of an element's confidence instead of what is computed. */
import { addMonths } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import type { Problem } from './entered.ts';

const longestMonths = 12;

/** What is wrong with the last day of an override: it is to come, and no further than a year. */
export function overrideProblems({ expiresOn }: { expiresOn: IsoDate }, today: IsoDate): Problem[] {
	const field = 'expires_on';
	if (expiresOn <= today) return [{ field, problem: 'not_to_come', day: today }];
	const furthest = addMonths(today, longestMonths);
	return expiresOn > furthest ? [{ field, problem: 'too_far', day: furthest }] : [];
}
