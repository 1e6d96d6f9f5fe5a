import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';

export interface AuditEntry {
	/** Who did it; null where nobody was signed in, as for an operator's command. */
	actorId: string | null;
	action: string;
	planId?: string | null;
	subjectKind: string;
	subjectId?: string | null;
	/** Ids and words of the domain; never a person's name or address, since no entry can be erased. */
	detail?: Record<string, unknown>;
	/** From where it came; kept beside the chain, for a time, since that can be erased. */
	from?: { address: string | null; device?: string | null };
}

const insert = statement(
	(db, given: Required<Omit<AuditEntry, 'detail' | 'from'>> & { detail: string }) =>
		db.insertInto('audit_entry').values({
			actor_id: given.actorId,
			action: given.action,
			plan_id: given.planId,
			subject_kind: given.subjectKind,
			subject_id: given.subjectId,
			detail: given.detail
		})
);

/** For so long it is of use to whoever looks into an attack; the privacy page says so. */
const originKeptDays = 90;
const longestDevice = 300;

/** Keeps from where the entry came that was added last; what is older than its time goes. */
async function keepOrigin(trx: Trx, { address, device }: NonNullable<AuditEntry['from']>) {
	await trx
		.deleteFrom('entry_origin')
		.where('expires_at', '<=', sql<Date>`now()`)
		.execute();
	await trx
		.insertInto('entry_origin')
		.values({
			// nobody else adds one before this transaction ends
			entry_id: sql<string>`(select max(id) from audit_entry)`,
			address,
			device: device?.slice(0, longestDevice) ?? null,
			expires_at: sql<Date>`now() + make_interval(days => ${originKeptDays})`
		})
		.execute();
}

/**
 * Adds an entry to the log, in the transaction of the change it tells of: the two stand or fall
 * together. Call it last, since writers of the log wait for each other until they commit.
 */
export async function append(trx: Trx, { from, ...entry }: AuditEntry): Promise<void> {
	await insert(trx, {
		...entry,
		planId: entry.planId ?? null,
		subjectId: entry.subjectId ?? null,
		detail: JSON.stringify(entry.detail ?? {})
	});
	if (from?.address || from?.device) await keepOrigin(trx, from);
}
