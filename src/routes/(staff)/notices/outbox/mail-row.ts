/** A mail as the outbox lists it. */
import type { MailState } from '#lib/domain/reporting/mail-states.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StoredMail } from '#lib/server/notices/queries.ts';
import { moment } from '#lib/ui/format.ts';
import { noticeSentence } from '#lib/views/notices/notice-words.ts';

const stateWords: Record<MailState, () => string> = {
	waiting: m.notice_state_waiting,
	sending: m.notice_state_sending,
	handing_over: m.notice_state_handing_over,
	sent: m.notice_state_sent,
	failed: m.notice_state_failed,
	unsure: m.notice_state_unsure,
	withheld: m.notice_state_withheld
};

const problemWords: Record<string, () => string> = {
	too_late: m.notice_problem_too_late,
	demonstration: m.notice_problem_demonstration,
	disabled: m.notice_problem_disabled,
	opted_out: m.notice_problem_opted_out,
	nothing: m.notice_problem_nothing
};

function stateText({ state, tries, problem }: StoredMail): string {
	const isRetried = state === 'waiting' && tries > 0;
	const words = isRetried ? m.notice_state_tried({ count: tries }) : stateWords[state]();
	if (problem === null || state === 'sent') return words;
	return `${words}: ${problemWords[problem]?.() ?? m.notice_problem_code({ code: problem })}`;
}

/** How many of a digest's sentences are listed. */
const listed = 5;

export function mailRow(mail: StoredMail) {
	const { notices } = mail;
	const timeZone = notices[0]?.plan.timeZone ?? 'UTC';
	return {
		id: mail.id,
		person: mail.person,
		when: moment(mail.endedAt ?? mail.sendAfter, timeZone),
		state: stateText(mail),
		isFailure: mail.state === 'failed' || mail.state === 'unsure',
		why: notices.slice(0, listed).map(noticeSentence),
		others: Math.max(0, notices.length - listed)
	};
}
