/** Who did what, what was refused, and which forms were answered. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { Instant } from './columns.ts';

export interface AuditTables {
	audit_entry: AuditEntryTable;
	denial: DenialTable;
	entry_origin: EntryOriginTable;
	sent_form: SentFormTable;
}

export interface AuditEntryTable {
	id: ColumnType<string, never, never>;
	occurred_at: ColumnType<Date, never, never>;
	actor_id: string | null;
	action: string;
	plan_id: string | null;
	subject_kind: string;
	subject_id: string | null;
	detail: JSONColumnType<Record<string, unknown>>;
	hash: ColumnType<Buffer, never, never>;
}

export interface DenialTable {
	user_id: string;
	what: string;
	hour: Instant;
	times: number;
	expires_at: Instant;
}

export interface EntryOriginTable {
	entry_id: string;
	address: string | null;
	device: string | null;
	expires_at: Instant;
}

export interface SentFormTable {
	request_id: string;
	digest: string;
	result: JSONColumnType<unknown[] | object, string, never>;
	recorded_at: ColumnType<Date, never, never>;
}
