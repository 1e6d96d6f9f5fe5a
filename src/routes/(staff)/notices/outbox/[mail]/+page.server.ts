import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { addresseeOf, isNoticeId, noticesIn } from '#lib/server/notices/queries.ts';
import { noticeMail } from '#lib/views/notices/notice-mail.ts';
import type { PageServerLoad } from './$types';

/** The opt-out link is the reader's alone: whoever has it acts for them. */
const notShown = '…';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isNoticeId(params.mail)) error(404, 'not_found');
	const person = (await addresseeOf(locals.db, params.mail)) ?? error(404, 'not_found');
	const notices = await noticesIn(locals.db, params.mail);
	const around = {
		name: person.name,
		origin: url.origin,
		optOut: `${url.origin}/auth/mails/${notShown}`
	};
	const { subject, text } = noticeMail(notices, around);
	return { title: m.notice_chase_mail(), person, subject, text };
};
