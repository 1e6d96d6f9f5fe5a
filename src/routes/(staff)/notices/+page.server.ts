import { error, redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';
import { markRead } from '#lib/server/notices/commands.ts';
import { noticesOf } from '#lib/server/notices/queries.ts';
import { noticeLink, noticeSentence, noticeText } from '#lib/views/notices/notice-words.ts';
import { throwStatus } from '#app/answers.ts';
import { signedIn } from '../account/signed-in.ts';
import { pageAsked } from './page-asked.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { user } = signedIn({ locals });
	const page = pageAsked(url);
	const { notices, more } = await noticesOf(locals.db, user.id, page);
	return {
		title: m.notice_title(),
		page,
		more,
		unread: user.unread,
		/** All that is on the page was made until then. */
		until: new Date().toISOString(),
		seesOutbox: can(locals.actor, 'edit_plan'),
		marked: url.searchParams.has('marked'),
		notices: notices.map((notice) => ({
			id: notice.id,
			plan: { title: notice.plan.title, language: notice.plan.language },
			timeZone: notice.plan.timeZone,
			sentence: noticeSentence(notice),
			text: noticeText(notice),
			link: noticeLink(notice),
			madeAt: notice.madeAt.toISOString(),
			isRead: notice.readAt !== null
		}))
	};
};

export const actions: Actions = {
	read: async ({ locals, request, url }) => {
		const { user } = signedIn({ locals });
		const id = typed(await request.formData(), 'notice');
		await markRead(locals.db, user.id, { id }, new Date()).catch(throwStatus);
		redirect(303, `/notices?page=${pageAsked(url)}&marked`);
	},
	all: async ({ locals, request }) => {
		const { user } = signedIn({ locals });
		const until = new Date(typed(await request.formData(), 'until'));
		if (Number.isNaN(until.getTime())) error(400, 'bad_request');
		await markRead(locals.db, user.id, { until }, new Date());
		redirect(303, '/notices?marked');
	}
};
