/** Work whose lead has ended without one that follows. */
import { heirOn } from '../records/heirs.ts';
import type { ElementRecord, IsoDate, OwnerRecord } from '../records/records.ts';

/** An organisation that has ended and is still named as the lead of work. */
export interface EndedLead {
	organisationId: string;
	acronym: string;
	name: string;
	endedOn: IsoDate;
	/** In the plan's order. */
	elements: ElementRecord[];
}

const isEnded = ({ role, endedOn, until, heirs }: OwnerRecord, by: IsoDate): boolean =>
	role === 'lead' &&
	endedOn !== null &&
	endedOn <= by &&
	(until === undefined || until > by) &&
	heirOn(heirs, by) === undefined;

/** The leads that have ended by a day, and that nobody followed; what they lead is nobody's. */
export function endedLeads(elements: readonly ElementRecord[], by: IsoDate): EndedLead[] {
	const found = new Map<string, EndedLead>();
	for (const element of elements)
		for (const owner of element.owners) {
			if (!isEnded(owner, by)) continue;
			const { organisationId, acronym, name } = owner;
			const one = found.get(organisationId) ?? {
				...{ organisationId, acronym, name, endedOn: owner.endedOn! },
				elements: []
			};
			one.elements.push(element);
			found.set(organisationId, one);
		}
	return [...found.values()];
}
