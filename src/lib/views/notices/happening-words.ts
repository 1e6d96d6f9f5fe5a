/** What happened, in one sentence, and where it can be read. */
import { m } from '#lib/paraglide/messages.js';

export interface SaidHappening {
	kind: 'submitted' | 'returned' | 'approved' | 'published' | 'corrected' | 'amended' | 'adopted';
	period: string | null;
	acronym: string | null;
	title: string | null;
}

type Words = Record<'period' | 'acronym' | 'title', string>;

const sentences: Record<SaidHappening['kind'], (words: Words) => string> = {
	submitted: m.notice_activity_submitted,
	returned: m.notice_activity_returned,
	approved: m.notice_activity_approved,
	published: m.notice_activity_published,
	corrected: m.notice_activity_corrected,
	amended: m.notice_activity_amended,
	adopted: m.notice_activity_adopted
};

export const happeningSentence = ({ kind, period, acronym, title }: SaidHappening): string =>
	sentences[kind]({ period: period ?? '', acronym: acronym ?? '', title: title ?? '' });
