/** What may be entered of an organisation, by a form or a list. */
import { addDays } from '../records/dates.ts';
import { asSlug } from '../records/names-in-addresses.ts';
import type { IsoDate } from '../records/records.ts';

export const organisationKinds = ['ministry', 'office', 'agency'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const longestAcronym = 40;
export const longestName = 200;

/** No organisation of any plan began before. */
export const earliestDay: IsoDate = '1900-01-01';

/** So far ahead an end may be set: law gives ministries a year at most to go on as they are. */
const daysAhead = 366;

export const latestEnd = (today: IsoDate): IsoDate => addDays(today, daysAhead);

/** Names are the same whatever the letter case and the blanks. */
export const asCompared = (text: string): string =>
	text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The name in addresses that an acronym makes: plain letters and digits alone. */
export function slugOf(acronym: string): string {
	const plain = asSlug(acronym).replaceAll(/[^a-z0-9]+/g, '-');
	return plain.replaceAll(/^-|-$/g, '') || 'organisation';
}
