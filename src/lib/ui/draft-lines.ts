/** Plans and texts that are being drafted, as lists show them. */
import { m } from '#lib/paraglide/messages.js';
import { moment } from './format.ts';

interface Begun {
	by: string | null;
	at: Date;
}

/** Who began a draft and when; null where the log does not tell. */
export function begunWords(begun: Begun | null, timeZone: string): string | null {
	if (begun === null) return null;
	const at = moment(begun.at, timeZone);
	return begun.by === null ? m.discard_begun_at({ at }) : m.discard_begun({ by: begun.by, at });
}

export interface DraftLine {
	slug: string;
	title: string;
	language: string;
	begun: string | null;
}

interface Drafted extends Omit<DraftLine, 'begun'> {
	timeZone: string;
	begun: Begun | null;
}

export const draftLines = (drafts: Drafted[]): DraftLine[] =>
	drafts.map(({ timeZone, begun, ...draft }) => ({ ...draft, begun: begunWords(begun, timeZone) }));
