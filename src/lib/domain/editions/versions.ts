/**
 * What holds on a day, of records that have versions: the rule of the facts document, word for word.
 * A version says from which day it holds and with which revision of the plan it came; it has no end.
 */
import { fromTheBeginning } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';

export interface Version {
	id: string;
	/** A day, or {@link fromTheBeginning}. */
	holdsFrom: IsoDate;
	/** Of the plan, with which it came. */
	revision: number;
	/** From its day on the record is planned no more. */
	retired: boolean;
}

/** A day and the latest revision that was known; `Infinity`: all. */
export interface Held {
	on: IsoDate;
	known: number;
}

const isLater = (one: Version, other: Version): boolean =>
	one.holdsFrom > other.holdsFrom ||
	(one.holdsFrom === other.holdsFrom && one.revision > other.revision);

/** Of some records the versions that hold on a day, in the order in which their records came; none that is retired. */
export function holding<Of extends Version>(versions: readonly Of[], { on, known }: Held): Of[] {
	const latest = new Map<string, Of>();
	for (const version of versions) {
		if (version.holdsFrom > on || version.revision > known) continue;
		const other = latest.get(version.id);
		if (other === undefined || isLater(version, other)) latest.set(version.id, version);
	}
	return [...latest.values()].filter(({ retired }) => !retired);
}

/** The days on which something known becomes otherwise, ascending, the beginning left out. */
export function daysOfChange(versions: Iterable<Version>, known: number): IsoDate[] {
	const days = new Set<IsoDate>();
	for (const { holdsFrom, revision } of versions)
		if (revision <= known && holdsFrom !== fromTheBeginning) days.add(holdsFrom);
	return [...days].sort();
}

/** The last of some ascending days that is not after another; the beginning where all are. */
export const stretchOf = (days: readonly IsoDate[], on: IsoDate): IsoDate =>
	days.findLast((day) => day <= on) ?? fromTheBeginning;
