/** Who owns the elements of a plan on a day, by the names of that day, and with whom their duties go on. */
import { heirOn } from '../records/heirs.ts';
import type { Heir, IsoDate, OwnerRecord } from '../records/records.ts';
import type { OwnerRole } from '../records/vocabulary.ts';
import {
	heirOf,
	lineOf,
	namedOn,
	type OrganisationDays,
	type OrganisationsById
} from './organisations.ts';
import { fromTheBeginning } from '../records/dates.ts';
import { holding, type Held, type Version } from './versions.ts';

export interface OwnerVersion extends Version {
	elementId: string;
	organisationId: string;
	role: OwnerRole;
}

/** One owner from its first day to its end. */
interface Owning {
	version: OwnerVersion;
	began: IsoDate;
	/** Null: it has none. */
	ended: IsoDate | null;
}

interface Known {
	organisations: OrganisationsById;
	/** Of an element and a role all that ever owned it so. */
	owning: Map<string, Owning[]>;
}

const placeOf = ({ elementId, role }: OwnerVersion) => `${elementId} ${role}`;

/** Each record's first day, and the one on which it ends. */
function spans(versions: readonly OwnerVersion[], known: number): Map<string, Owning> {
	const byId = new Map<string, Owning>();
	for (const version of versions) {
		if (version.revision > known) continue;
		const { id, holdsFrom, retired } = version;
		const one = byId.get(id) ?? { version, began: holdsFrom, ended: null };
		if (holdsFrom < one.began) one.began = holdsFrom;
		if (retired && (one.ended === null || holdsFrom > one.ended)) one.ended = holdsFrom;
		byId.set(id, one);
	}
	return byId;
}

/** Whether one owner's duty went on with another on a day, since the other's organisation follows its own. */
const passed = (organisations: OrganisationsById, from: Owning, to: Owning): boolean =>
	from.ended !== null &&
	from.ended === to.began &&
	Boolean(
		organisations.get(from.version.organisationId)?.successorIds.includes(to.version.organisationId)
	);

/** With whom the duty of an owner goes on: who took over this element, else who followed its reporter. */
function heirsOf({ organisations, owning }: Known, of: Owning, reporter: OrganisationDays): Heir[] {
	const others = owning.get(placeOf(of.version)) ?? [];
	const next = others.find((other) => passed(organisations, of, other));
	const heir = next && organisations.get(next.version.organisationId);
	if (!heir) return lineOf(organisations, reporter.id);
	const on = next.began;
	return [heirOf(heir, on), ...lineOf(organisations, heir.id).filter((one) => one.on > on)];
}

/** From whom an owner has its duty, where it took it over from one that ended. */
function takenOverBy({ organisations, owning }: Known, by: Owning): Heir | undefined {
	if (by.began === fromTheBeginning) return undefined;
	const others = owning.get(placeOf(by.version)) ?? [];
	const last = others.find((other) => passed(organisations, other, by));
	const from = last && organisations.get(last.version.organisationId);
	if (!from) return undefined;
	// as it was called until then
	const names = from.names.findLast((one) => one.from < by.began);
	return { ...heirOf(from, by.began), ...(names && { acronym: names.acronym, name: names.name }) };
}

function recordOf(known: Known, of: Owning, day: IsoDate): OwnerRecord {
	const { organisations } = known;
	const { organisationId, role } = of.version;
	const own = organisations.get(organisationId)!;
	const { acronym, name } = namedOn(own, day);
	const reporter = organisations.get(own.reportsThroughId ?? own.id) ?? own;
	const heirs = heirsOf(known, of, reporter);
	const heir = heirOn(heirs, day);
	const through = (heir && organisations.get(heir.reportsThroughId)) ?? reporter;
	const takenOver = takenOverBy(known, of);
	return {
		...{ organisationId, acronym, name, role, endedOn: own.endedOn },
		reportsThroughId: through.id,
		reportsThroughAcronym: namedOn(through, day).acronym,
		reportsThroughName: namedOn(through, day).name,
		...(of.ended !== null && { until: of.ended }),
		...(heirs.length > 0 && { heirs }),
		...(takenOver && { takenOver }),
		...(heir && { reportedBefore: heirOf(reporter, day) })
	};
}

/** The owners of each element on a day, in the order in which their versions came. */
export function ownersOn(
	history: { owners: readonly OwnerVersion[]; organisations: readonly OrganisationDays[] },
	held: Held
): Map<string, OwnerRecord[]> {
	const byId = spans(history.owners, held.known);
	const known = {
		organisations: new Map(history.organisations.map((one) => [one.id, one])),
		owning: Map.groupBy(byId.values(), ({ version }) => placeOf(version))
	};
	const owners = new Map<string, OwnerRecord[]>();
	for (const { id, elementId } of holding(history.owners, held)) {
		const record = recordOf(known, byId.get(id)!, held.on);
		owners.set(elementId, [...(owners.get(elementId) ?? []), record]);
	}
	return owners;
}
