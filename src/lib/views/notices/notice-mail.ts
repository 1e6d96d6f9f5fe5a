/** A mail as it is sent: the same in plain text and with marks. */
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { noticeLink, noticeSentence, noticeText, type SaidNotice } from './notice-words.ts';

export interface MailWords {
	subject: string;
	text: string;
	html: string;
}

interface Around {
	/** Of the reader. */
	name: string;
	/** The server's own address. */
	origin: string;
	/** Where the reader opts out. */
	optOut: string;
}

const escaped = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const longestSubject = 200;

function subjectOf(notices: readonly SaidNotice[]): string {
	const [first] = notices;
	if (first === undefined || notices.length > 1)
		return m.notice_mail_subject_several({ count: notices.length });
	const words = { plan: first.plan.title, notice: noticeSentence(first) };
	return oneLine(m.notice_mail_subject(words)).slice(0, longestSubject);
}

function textOf(notices: readonly SaidNotice[], { name, origin, optOut }: Around): string {
	const parts = notices.map((notice) => {
		const { path, word } = noticeLink(notice);
		const said = noticeText(notice);
		return [
			oneLine(notice.plan.title),
			noticeSentence(notice),
			...(said === null ? [] : [said.replaceAll(/^/gm, '> ')]),
			`${word}: ${origin}${path}`
		].join('\n');
	});
	const foot = [
		m.notice_mail_foot({ address: `${origin}/notices` }),
		m.notice_mail_opt_out({ address: optOut })
	];
	return [m.notice_mail_greeting({ name }), ...parts, `-- \n${foot.join('\n')}`, ''].join('\n\n');
}

function partAsHtml(notice: SaidNotice, origin: string): string {
	const { path, word } = noticeLink(notice);
	const said = noticeText(notice);
	const { title, language } = notice.plan;
	return [
		`<h2 lang="${escaped(language)}">${escaped(title)}</h2>`,
		`<p>${escaped(noticeSentence(notice))}</p>`,
		said === null ? '' : `<blockquote>${escaped(said).replaceAll('\n', '<br>')}</blockquote>`,
		`<p><a href="${escaped(origin + path)}">${escaped(word)}</a></p>`
	].join('\n');
}

const linked = (address: string) => `<a href="${escaped(address)}">${escaped(address)}</a>`;

/** Without styles or pictures: it reads the same in every program, and loads nothing. */
function htmlOf(
	subject: string,
	notices: readonly SaidNotice[],
	{ name, origin, optOut }: Around
): string {
	// what is put in last is an address, which holds no sign of its own
	const foot = (words: (inputs: { address: string }) => string, address: string) =>
		escaped(words({ address: '\u0000' })).replace('\u0000', () => linked(address));
	return [
		`<!doctype html>`,
		`<html lang="${getLocale()}">`,
		`<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
		`<body>`,
		`<p>${escaped(m.notice_mail_greeting({ name }))}</p>`,
		...notices.map((notice) => partAsHtml(notice, origin)),
		`<hr>`,
		`<p><small>${foot(m.notice_mail_foot, `${origin}/notices`)}<br>`,
		`${foot(m.notice_mail_opt_out, optOut)}</small></p>`,
		`</body>`,
		`</html>`,
		''
	].join('\n');
}

/** What a mail of these notices says; of several it is a digest. */
export function noticeMail(notices: readonly SaidNotice[], around: Around): MailWords {
	const subject = subjectOf(notices);
	return { subject, text: textOf(notices, around), html: htmlOf(subject, notices, around) };
}
