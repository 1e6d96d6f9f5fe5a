/** Records of work as the API gives them. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { WorkRecord } from '#lib/kinds/work-records.ts';

/** A record of an element's work, or of the plan's, as one of its states says. */
export interface WorkRecordDocument {
	kind: WorkRecord;
	/** Of the record. */
	id: string;
	/** Of the state; the last one counts. */
	state: string;
	/** Code; null: the plan as a whole, or an element that is no part of it on the status date. */
	element: string | null;
	/** From this state on the record stands no more. */
	withdrawn: boolean;
	/** Why it was changed or withdrawn; null: it was added. */
	reason: string | null;
	recorded_at: string;
	/** By the names that `kinds` declares; money as decimal text in the plan's currency. */
	fields: Record<string, string | number | boolean | null>;
}

export interface HandOverDocument {
	kind: 'hand_over';
	id: string;
	element: string | null;
	role: OwnerRole;
	from: PartyDocument;
	to: PartyDocument;
	/** The first day on which it is the later one's. */
	handed_on: IsoDate;
	handed_over: string | null;
	reason: string;
	recorded_at: string;
}

interface PartyDocument {
	/** Id. */
	organisation: string;
	acronym: string;
	office: string | null;
}

/** All records of work with all their states, as they were known on a day. */
export interface WorkRecordsDocument {
	kind: 'work_records';
	plan: string;
	currency: string;
	known_on: IsoDate;
	records: WorkRecordDocument[];
	hand_overs: HandOverDocument[];
}
