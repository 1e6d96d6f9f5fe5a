import { error, fail, redirect } from '@sveltejs/kit';
import { digests } from '#lib/domain/reporting/notices.ts';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';
import { chooseDigest } from '#lib/server/notices/commands.ts';
import { addressee } from '#lib/server/notices/queries.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { user } = signedIn({ locals });
	const person = (await addressee(locals.db, user.id)) ?? error(404, 'not_found');
	return {
		title: m.notice_digest_title(),
		digest: person.digest,
		demonstration: person.demonstration,
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { user } = signedIn({ locals });
		const sent = typed(await request.formData(), 'digest');
		const digest = digests.find((one) => one === sent);
		if (!digest) return fail(400, { errors: { digest: m.notice_digest_problem() } });
		await chooseDigest(locals.db, user.id, digest);
		redirect(303, '/account/mails?saved');
	}
};
