/**
 * Which versions a change of one record appends. A field that changes from a day on stays changed in the
 * versions of later days, as long as it had the same value there; where it was changed later, what was
 * said later stands.
 */
import { same, type FieldValue } from '../records/changes.ts';
import type { IsoDate } from '../records/records.ts';
import { fromTheBeginning } from '../records/dates.ts';
import { type Version } from './versions.ts';

/** A stored value: text, JSON, or null. Whether a record is retired is the field `retired`. */
export type Stored = FieldValue;
export type StoredFields = Record<string, Stored>;

export interface StoredVersion extends Pick<Version, 'holdsFrom' | 'revision'> {
	fields: StoredFields;
}

/** A day, or: since the value that is changed has been there. */
export type ChangedFrom = IsoDate | 'where_it_began';

export interface FieldsChange {
	/** All fields of a record that is new; else those that change. */
	fields: StoredFields;
	from: ChangedFrom;
	/** The day whose values are changed, where they are changed since they have been there. */
	today: IsoDate;
}

type Appended = Pick<StoredVersion, 'holdsFrom' | 'fields'>;

/** Whether two stored values are the same; one that is missing is not set. */
export const isSame = (one: Stored | undefined, other: Stored | undefined): boolean =>
	same(one ?? null, other ?? null);

/** Of each day the version that counts, ascending. */
function timeline(versions: readonly StoredVersion[]): StoredVersion[] {
	const latest = new Map<IsoDate, StoredVersion>();
	for (const version of versions) {
		const other = latest.get(version.holdsFrom);
		if (!other || other.revision < version.revision) latest.set(version.holdsFrom, version);
	}
	return [...latest.values()].sort((one, other) => (one.holdsFrom < other.holdsFrom ? -1 : 1));
}

/** The last version of a day or an earlier one; of a day before all of them the first. */
const at = (days: readonly StoredVersion[], day: IsoDate): StoredVersion =>
	days.findLast(({ holdsFrom }) => holdsFrom <= day) ?? days[0]!;

/** The day since which a field has had the value that it has on a day. */
function beganOn(days: readonly StoredVersion[], field: string, on: IsoDate): IsoDate {
	const last = days.indexOf(at(days, on));
	let first = last;
	while (first > 0 && isSame(days[first - 1]!.fields[field], days[last]!.fields[field])) first -= 1;
	return days[first]!.holdsFrom;
}

/** The days from which a field gets another version: none from where it was changed otherwise since. */
function daysOf(
	days: readonly StoredVersion[],
	field: string,
	{ from, today }: FieldsChange
): IsoDate[] {
	const start = from === 'where_it_began' ? beganOn(days, field, today) : from;
	const former = at(days, start).fields[field];
	const after = days.filter(({ holdsFrom }) => holdsFrom > start);
	const other = after.findIndex(({ fields }) => !isSame(fields[field], former));
	const same = other < 0 ? after : after.slice(0, other);
	return [start, ...same.map(({ holdsFrom }) => holdsFrom)];
}

/**
 * The versions to append, ascending by day, each with all its fields.
 *
 * @param versions all of the record; none: it is new
 */
export function appended(versions: readonly StoredVersion[], change: FieldsChange): Appended[] {
	const { fields, from } = change;
	const days = timeline(versions);
	if (days.length === 0)
		return [{ holdsFrom: from === 'where_it_began' ? fromTheBeginning : from, fields }];
	const made = new Map<IsoDate, StoredFields>();
	for (const [field, value] of Object.entries(fields))
		for (const day of daysOf(days, field, change))
			made.set(day, { ...(made.get(day) ?? at(days, day).fields), [field]: value });
	return [...made]
		.map(([holdsFrom, all]) => ({ holdsFrom, fields: all }))
		.sort((one, other) => (one.holdsFrom < other.holdsFrom ? -1 : 1));
}
