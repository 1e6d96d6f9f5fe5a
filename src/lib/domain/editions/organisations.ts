/** What organisations are called on a day, and whose the duties of one are that has ended. */
import type { Heir, IsoDate } from '../records/records.ts';
import { fromTheBeginning } from '../records/dates.ts';

/** An organisation with the days that it has of its own, whatever plan it answers for. */
export interface OrganisationDays {
	id: string;
	/** Ascending; the first from the beginning. */
	names: { from: IsoDate; acronym: string; name: string }[];
	/** The first day on which it is no more; null: none is set. */
	endedOn: IsoDate | null;
	/** The organisation in whose report its figures are given; null: its own. */
	reportsThroughId: string | null;
	successorIds: string[];
}

export type OrganisationsById = ReadonlyMap<string, OrganisationDays>;

const nobody: OrganisationDays['names'][number] = { from: fromTheBeginning, acronym: '', name: '' };

/** What it is called on a day. */
export function namedOn(organisation: OrganisationDays, day: IsoDate) {
	const { names } = organisation;
	return names.findLast(({ from }) => from <= day) ?? names[0] ?? nobody;
}

/** The days on which something of an organisation becomes otherwise. */
export const daysOf = (organisations: Iterable<OrganisationDays>): IsoDate[] =>
	[...organisations]
		.flatMap(({ names, endedOn }) => [...names.map(({ from }) => from), endedOn])
		.filter((day): day is IsoDate => day !== null && day !== fromTheBeginning);

/** An organisation as the one to whom a duty passes on a day, by its name of that day. */
export function heirOf(organisation: OrganisationDays, on: IsoDate): Heir {
	const { acronym, name } = namedOn(organisation, on);
	const { id: organisationId, reportsThroughId } = organisation;
	return {
		on,
		organisationId,
		acronym,
		name,
		reportsThroughId: reportsThroughId ?? organisationId
	};
}

/**
 * To whom an organisation's duties pass, ascending by day: its one successor, that one's, and so on. Of
 * one that was split nobody can say whose they are.
 */
export function lineOf(organisations: OrganisationsById, id: string): Heir[] {
	const line: Heir[] = [];
	const seen = new Set<string>();
	let on: IsoDate = fromTheBeginning;
	for (let at = organisations.get(id); at && !seen.has(at.id);) {
		seen.add(at.id);
		if (at.endedOn === null) break;
		const [one, another] = at.successorIds;
		const next = one === undefined || another !== undefined ? undefined : organisations.get(one);
		if (!next) break;
		// a successor that had ended itself is passed over on the same day
		on = at.endedOn > on ? at.endedOn : on;
		line.push(heirOf(next, on));
		at = next;
	}
	return line;
}

/** Those that an organisation followed, and those before them, which had ended by a day. */
export function followedBy(organisations: OrganisationsById, id: string, by: IsoDate): string[] {
	const found = new Set<string>();
	const add = (successor: string) => {
		for (const { id: one, endedOn, successorIds } of organisations.values()) {
			if (one === id || found.has(one) || endedOn === null || endedOn > by) continue;
			if (!successorIds.includes(successor)) continue;
			found.add(one);
			add(one);
		}
	};
	add(id);
	return [...found];
}
