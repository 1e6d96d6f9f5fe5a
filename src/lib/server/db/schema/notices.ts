/** What people are told, and the mails that carry it. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Digest, NoticeKind, NoticeWords } from '#lib/domain/reporting/notices.ts';
import type { MailState } from '#lib/domain/reporting/mail-states.ts';
import type { Instant, InstantNow } from './columns.ts';

export interface NoticeTables {
	notice: NoticeTable;
	mail: MailTable;
	mail_preference: MailPreferenceTable;
}

export interface NoticeTable {
	id: Generated<string>;
	/** Unique: with the organisation and the person that it is for. */
	reason: string;
	kind: NoticeKind;
	user_id: string;
	plan_id: string;
	period_id: string | null;
	organisation_id: string | null;
	report_id: string | null;
	words: JSONColumnType<NoticeWords>;
	made_at: InstantNow;
	read_at: ColumnType<Date | null, never, Date>;
	/** Null: no mail is wanted. */
	mail_id: string | null;
}

export interface MailTable {
	id: Generated<string>;
	/** Unique: that of its one notice, or of the digest. */
	reason: string;
	user_id: string;
	send_after: Instant;
	state: Generated<MailState>;
	tries: Generated<number>;
	/** A process that has not settled it by then has ended. */
	claimed_until: ColumnType<Date | null, never, Date | null>;
	/** A code of what went wrong last. */
	problem: ColumnType<string | null, never, string | null>;
	made_at: InstantNow;
	ended_at: ColumnType<Date | null, never, Date | null>;
}

export interface MailPreferenceTable {
	user_id: string;
	digest: Digest;
}
