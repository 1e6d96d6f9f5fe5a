/**
 * A transaction in which a draft is laid over the plan: what is written in it becomes part of the draft
 * instead of the plan. The draft's changes stand in the current rows as if adopted, so that every form
 * and every rule sees the plan as it would be; nobody else does, and all of it is undone at the end.
 */
import type { Db, Trx } from '../db/connect.ts';
import type { AuditEntry } from './entries.ts';
import { Refused } from './refusals.ts';
import type { SentForm } from './sent-forms.ts';
import type { DatedChange } from './written.ts';

/** What a draft's transaction leaves behind. */
export interface Drafted {
	changes: { change: DatedChange; reason: string | null }[];
	entries: AuditEntry[];
	answered: { form: SentForm; result: unknown }[];
}

const drafts = new WeakMap<Db, Drafted>();

/** What is drafted in a transaction; undefined: it is none in which a draft is laid over the plan. */
export const draftedIn = (db: Db): Drafted | undefined => drafts.get(db);

/** From here on what is written in a transaction is drafted. */
export function beginDraft(trx: Trx): Drafted {
	const drafted: Drafted = { changes: [], entries: [], answered: [] };
	drafts.set(trx, drafted);
	return drafted;
}

/** Ends it: what is written from here on in the transaction is written. */
export const endDraft = (trx: Trx): boolean => drafts.delete(trx);

/**
 * Refuses what has no place in a draft, since it has no days: a fund source, a release of funds.
 *
 * @throws Refused beside the field
 */
export function refuseInDraft(trx: Trx, field: string): void {
	if (draftedIn(trx)) throw new Refused(field, 'not_drafted');
}
