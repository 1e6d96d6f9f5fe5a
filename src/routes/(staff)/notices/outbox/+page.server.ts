import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';
import { sendAgain } from '#lib/server/notices/commands.ts';
import { mails } from '#lib/server/notices/queries.ts';
import { throwStatus } from '#app/answers.ts';
import { pageAsked } from '../page-asked.ts';
import { mailRow } from './mail-row.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const page = pageAsked(url);
	const open = url.searchParams.get('show') === 'open';
	const found = await mails(locals.db, { page, open });
	return {
		title: m.notice_outbox_title(),
		page,
		open,
		more: found.more,
		hasServer: locals.mailer !== null,
		again: url.searchParams.has('again'),
		mails: found.mails.map(mailRow)
	};
};

export const actions: Actions = {
	again: async ({ locals, request }) => {
		const id = typed(await request.formData(), 'mail');
		await sendAgain(locals.db, locals.actor, id).catch(throwStatus);
		redirect(303, '/notices/outbox?again');
	}
};
