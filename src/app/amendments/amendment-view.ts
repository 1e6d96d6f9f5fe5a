/** An amendment as its pages show it. */
import type { Amendment } from '#lib/server/amendments/queries.ts';

export interface AmendmentView {
	id: string;
	title: string;
	reason: string;
	holdsFrom: string;
	state: 'draft' | 'adopted' | 'abandoned';
	version: string;
	/** Null: not adopted. */
	instrument: { number: string; on: string; address: string | null } | null;
}

export function amendmentView(one: Amendment): AmendmentView {
	const { id, title, reason, holds_from: holdsFrom, adopted_at, abandoned_at } = one;
	const { instrument_number: number, instrument_on: on, instrument_address: address } = one;
	return {
		...{ id, title, reason, holdsFrom, version: String(one.version) },
		state: adopted_at ? 'adopted' : abandoned_at ? 'abandoned' : 'draft',
		instrument: number !== null && on !== null ? { number, on, address } : null
	};
}
