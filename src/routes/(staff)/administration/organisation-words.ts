/** Whether an organisation exists, in words. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, list } from '#lib/ui/format.ts';

interface Dated {
	validFrom: IsoDate | null;
	validTo: IsoDate | null;
	/** Acronyms. */
	successors: string[];
	owns: number;
}

/** Since when it exists, or until when it did and by whom it is followed. */
export function stateOf({ validFrom, validTo, successors, owns }: Dated, today: IsoDate): string {
	if (validTo !== null) {
		const date = day(validTo);
		const ends = validTo > today ? m.organisation_state_ends : m.organisation_state_ended;
		const followed =
			successors.length > 0 && m.organisation_state_followed({ by: list(successors) });
		const left = validTo <= today && owns > 0 && m.organisation_state_left();
		return [ends({ date }), followed, left].filter(Boolean).join(' ');
	}
	if (validFrom === null) return m.organisation_state_exists();
	const begins = validFrom > today ? m.organisation_state_begins : m.organisation_state_since;
	return begins({ date: day(validFrom) });
}
