/** A notice in words, and where it leads. */
import { m } from '#lib/paraglide/messages.js';
import type { NoticeKind, ToldNotice } from '#lib/domain/reporting/notices.ts';
import { day } from '#lib/ui/format.ts';

/** What a sentence needs of a notice. */
export type SaidNotice = Pick<ToldNotice, 'kind' | 'words' | 'period' | 'acronym' | 'plan'>;

interface Words {
	period: string;
	acronym: string;
	date: string;
	from: string;
	title: string;
}

const sentences: Record<NoticeKind, (words: Words) => string> = {
	period_opened: (words) =>
		words.acronym ? m.notice_period_opened(words) : m.notice_period_opened_all(words),
	due_soon: m.notice_due,
	due_tomorrow: m.notice_due,
	due_today: m.notice_due_today,
	overdue: m.notice_overdue,
	chased: m.notice_chased,
	due_moved: m.notice_due_moved,
	extended: m.notice_extended,
	submitted: m.notice_submitted,
	returned: m.notice_returned,
	approved: m.notice_approved,
	published: m.notice_published,
	corrected: m.notice_corrected,
	plan_changed: m.notice_plan_changed
};

/** In one sentence what somebody is told. */
export function noticeSentence({ kind, words, period, acronym }: SaidNotice): string {
	const date = words.until ?? words.dueOn;
	return sentences[kind]({
		period: period ?? '',
		acronym: acronym ?? '',
		date: date ? day(date) : '',
		from: words.from ? day(words.from) : '',
		title: words.title ?? ''
	});
}

/** What somebody wrote along with it: why it was returned, or what a planner asks. */
export const noticeText = ({ words }: SaidNotice): string | null =>
	words.reason ?? words.message ?? null;

const ofPlan: readonly NoticeKind[] = ['published', 'corrected', 'plan_changed'];

/** The path of the page that it is about, and the words of the link. */
export function noticeLink({ kind, plan }: SaidNotice): { path: string; word: string } {
	if (ofPlan.includes(kind))
		return { path: `/plans/${encodeURIComponent(plan.slug)}`, word: m.notice_go_plan() };
	if (kind === 'submitted') return { path: '/waiting', word: m.notice_go_review() };
	return { path: '/my', word: m.notice_go_report() };
}
