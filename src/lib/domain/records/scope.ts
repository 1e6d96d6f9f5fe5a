/** What a page, a document or a figure is asked for: made in one place, handed down, the key of all that is kept. */
import type { IsoDate } from './records.ts';

/** `draft`: with what ministries enter and have not submitted; `current`: all that was submitted; `published`: a snapshot. */
export const editions = ['draft', 'current', 'published'] as const;
export type Edition = (typeof editions)[number];

/** The plan as it was adopted, or as it was amended since. */
export const planReadings = ['baseline', 'revised'] as const;
export type PlanReading = (typeof planReadings)[number];

/** What was published last, as of a day of knowing: what is public rests on nothing that came later. */
export interface SnapshotKnown {
	id: string;
	/** The end of its period. */
	asOf: IsoDate;
	/** Its day in the plan's time zone. */
	publishedOn: IsoDate;
	/** Its moment, ISO 8601 with microseconds and offset. */
	publishedAt: string;
	/** The latest revision of the plan itself that was recorded by then. */
	structureRevision: number;
	/** Of all that the plan showed then. */
	revision: number;
	/**
	 * What the next one would know: reports of periods that end by then, and that are approved, count as
	 * published. It is never kept. Left out: it was published.
	 */
	upcoming?: { through: IsoDate };
}

export interface Scope {
	/** The status date: what all figures of the page speak of. */
	asOf: IsoDate;
	/** Up to when recorded rows are known; today unless asked for. */
	knownOn: IsoDate;
	/** The present day in the plan's time zone. */
	today: IsoDate;
	edition: Edition;
	/** Of the published edition; null: of another one. */
	snapshot: SnapshotKnown | null;
	reading: PlanReading;
	/** Of the words around the figures, BCP 47. */
	language: string;
}

/** The plan as amended, by all that was submitted, on a status date as known today. */
export function scopeOn(asOf: IsoDate, today: IsoDate): Scope {
	const days = { asOf, knownOn: today, today };
	return { ...days, edition: 'current', snapshot: null, reading: 'revised', language: 'en' };
}

/** The same with what is entered in reports and not submitted yet: for who enters it, and who looks at it beside them. */
export const draftOn = (asOf: IsoDate, today: IsoDate): Scope => ({
	...scopeOn(asOf, today),
	edition: 'draft'
});

/** The scope as parts of a key: equal parts show equal figures of the same revision. */
export function scopeKey({ asOf, knownOn, edition, snapshot, reading, language }: Scope): string[] {
	const shown = snapshot?.upcoming ? [snapshot.id, snapshot.publishedAt] : [snapshot?.id ?? ''];
	return [asOf, knownOn, [edition, ...shown].join(' ').trim(), reading, language];
}

/** What everybody reads of a plan by a snapshot: the end of its period, as known on its day. */
export const scopeOfSnapshot = (snapshot: SnapshotKnown, today: IsoDate): Scope => ({
	...scopeOn(snapshot.asOf, today),
	knownOn: snapshot.publishedOn,
	edition: 'published',
	snapshot
});
