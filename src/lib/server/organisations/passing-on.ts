/** Which owners end and which begin in a plan where the duties of organisations pass on to others. */
import { later } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { ownerRoles, type OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { DatedChange } from '../writing/written.ts';

export interface PresentOwner {
	id: string;
	elementId: string;
	organisationId: string;
	role: OwnerRole;
	/** Null: from the beginning. */
	since: IsoDate | null;
}

/** An owner that ends or begins on a day. */
export interface OwnerChange {
	change: DatedChange;
	from: IsoDate;
}

interface Passing {
	/** By the id of an owner whose organisation ends: to whom its duty goes. */
	to: ReadonlyMap<string, string>;
	on: IsoDate;
	nextId: () => string;
}

const ended = (id: string): DatedChange => ({
	...{ kind: 'owner', id, isNew: false, on: null },
	fields: { retired: 'true', retired_reason: null },
	former: { retired: 'false', retired_reason: null }
});

const begun = (
	id: string,
	{ elementId, role }: Pick<PresentOwner, 'elementId' | 'role'>,
	organisationId: string
): DatedChange => ({
	...{ kind: 'owner', id, isNew: true, on: null, former: {} },
	fields: { element_id: elementId, organisation_id: organisationId, role, retired: 'false' }
});

const strengthOf = (role: OwnerRole) => ownerRoles.indexOf(role);

/**
 * The changes of one element's owners. Whoever owns it already takes the stronger of the two roles, so
 * that nobody owns it twice.
 */
function ofElement(owners: readonly PresentOwner[], { to, on, nextId }: Passing): OwnerChange[] {
	const changes: OwnerChange[] = [];
	const present = owners.filter(({ id }) => !to.has(id));
	const taken = new Map<string, OwnerRole>();
	const leaving = owners
		.filter(({ id }) => to.has(id))
		.sort((one, other) => strengthOf(one.role) - strengthOf(other.role));
	for (const owner of leaving) {
		// one that began later than the day never was
		const from = later(on, owner.since);
		changes.push({ change: ended(owner.id), from });
		const heir = to.get(owner.id)!;
		const own = present.find(({ organisationId }) => organisationId === heir);
		const role = taken.get(heir) ?? own?.role;
		if (role !== undefined && strengthOf(role) <= strengthOf(owner.role)) continue;
		if (own && !taken.has(heir))
			changes.push({ change: ended(own.id), from: later(from, own.since) });
		taken.set(heir, owner.role);
		changes.push({ change: begun(nextId(), owner, heir), from });
	}
	return changes;
}

/** The changes of a plan's owners. */
export function passOwnersOn(owners: readonly PresentOwner[], passing: Passing): OwnerChange[] {
	const byElement = Map.groupBy(owners, ({ elementId }) => elementId);
	return [...byElement.values()].flatMap((own) => ofElement(own, passing));
}
