/** The offices of an owner that answer for an element, or deputise, on a day. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OfficeCapacity } from '#lib/domain/records/vocabulary.ts';
import type { OfficeValues } from '#lib/kinds/office.ts';

export interface OfficeOn {
	title: string;
	capacity: OfficeCapacity;
	/** Its last day; null: until further notice. */
	until: IsoDate | null;
}

/** Those that answer first. */
export function officesOn(
	offices: readonly { values: OfficeValues; withdrawn: boolean }[],
	organisationId: string,
	day: IsoDate
): OfficeOn[] {
	return offices
		.filter(({ withdrawn, values }) => !withdrawn && values.organisation_id === organisationId)
		.map(({ values }) => values)
		.filter(({ held_from, held_until }) => (held_from ?? day) <= day && (held_until ?? day) >= day)
		.map(({ office_title, capacity, held_until }) => ({
			...{ title: office_title, capacity, until: held_until }
		}))
		.sort((one, other) => one.capacity.localeCompare(other.capacity));
}
