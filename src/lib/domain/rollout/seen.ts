/** A roll-out with what its parts are called, as its reader sees it. */
import { originView, type OriginView } from '../alignment/seen.ts';
import type { QuotedPassage } from '../alignment/records.ts';
import type { Origin } from '../records/origin.ts';
import type { MemberState, RollOutRecord } from './records.ts';

export interface SeenRollOut {
	record: RollOutRecord;
	/** By id, those that take part or took part. */
	organisations: ReadonlyMap<string, { slug: string; name: string; acronym: string }>;
	/** By id, those that are quoted. */
	passages: Map<string, QuotedPassage>;
}

export interface Called {
	name: string;
	/** In addresses; null: its name is not known, and it is a placeholder. */
	slug: string | null;
}

/** What one that takes part is called. */
export function calledIn(
	{ organisations }: Pick<SeenRollOut, 'organisations'>,
	{ organisationId, label }: Pick<MemberState, 'organisationId' | 'label'>
): Called {
	const organisation = organisations.get(organisationId ?? '');
	return organisation
		? { name: organisation.name, slug: organisation.slug }
		: { name: label ?? '', slug: null };
}

export const originIn = (
	seen: Pick<SeenRollOut, 'passages'>,
	origin: Origin | null
): OriginView | null => origin && originView(seen, origin);
