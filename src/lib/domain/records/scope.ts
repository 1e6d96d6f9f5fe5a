/** What a page, a document or a figure is asked for: made in one place, handed down, the key of all that is kept. */
import type { IsoDate } from './records.ts';

/** `draft`: one person's, not yet sent; `current`: all that was submitted; `published`: a snapshot. */
export const editions = ['draft', 'current', 'published'] as const;
export type Edition = (typeof editions)[number];

/** The plan as it was adopted, or as it was amended since. */
export const planReadings = ['baseline', 'revised'] as const;
export type PlanReading = (typeof planReadings)[number];

export interface Scope {
	/** The status date: what all figures of the page speak of. */
	asOf: IsoDate;
	/** Up to when recorded rows are known; today unless asked for. */
	knownOn: IsoDate;
	/** The present day in the plan's time zone. */
	today: IsoDate;
	edition: Edition;
	reading: PlanReading;
	/** Of the words around the figures, BCP 47. */
	language: string;
}

/** The plan as amended, by all that was submitted, on a status date as known today. */
export function scopeOn(asOf: IsoDate, today: IsoDate): Scope {
	return { asOf, knownOn: today, today, edition: 'current', reading: 'revised', language: 'en' };
}

/** The scope as parts of a key: equal parts show equal figures of the same revision. */
export function scopeKey({ asOf, knownOn, edition, reading, language }: Scope): string[] {
	return [asOf, knownOn, edition, reading, language];
}
