/** What people are told of a plan's reporting, and how often they want mails of it. */
import type { IsoDate } from '../records/records.ts';

export const noticeKinds = [
	'period_opened',
	'due_soon',
	'due_tomorrow',
	'due_today',
	'overdue',
	/** A planner asked for a report that is late. */
	'chased',
	/** The report is due on another day than before. */
	'due_moved',
	/** Late entry was allowed until a day. */
	'extended',
	/** Planners are told that a report came in. */
	'submitted',
	'returned',
	'approved',
	'published',
	/** What was published was corrected by a new version. */
	'corrected',
	/** An amendment that concerns the organisation was adopted. */
	'plan_changed'
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a notice's sentence is made of, as it was when it was made. */
export interface NoticeWords {
	dueOn?: IsoDate;
	/** Of a due day that was moved: the one before. */
	from?: IsoDate;
	/** Since the due day. */
	daysLate?: number;
	/** Until when late entry is allowed. */
	until?: IsoDate;
	/** Why it was returned, moved, extended or corrected. */
	reason?: string;
	/** What a planner wrote along with it. */
	message?: string;
	/** An amendment's title. */
	title?: string;
	/** How many items were returned, or changed. */
	count?: number;
}

export const digests = ['at_once', 'daily', 'weekly', 'never'] as const;
/** How often somebody wants mails. */
export type Digest = (typeof digests)[number];

/** A notice with the names that its sentence needs. */
export interface ToldNotice {
	id: string;
	kind: NoticeKind;
	words: NoticeWords;
	madeAt: Date;
	readAt: Date | null;
	plan: { slug: string; title: string; language: string; timeZone: string };
	period: string | null;
	/** For whose report it is; null: for none, or for a planner. */
	acronym: string | null;
}

/** Somebody who would get a mail, or got one. */
export interface MailReader {
	name: string;
	email: string;
	/** Made up for a demonstration: no mail is sent to it. */
	demonstration: boolean;
}
