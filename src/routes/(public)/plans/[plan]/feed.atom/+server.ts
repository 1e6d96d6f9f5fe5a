import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { happenings } from '#lib/server/activity/queries.ts';
import { answer, entityTag } from '#lib/server/open-data/answer.ts';
import { atom } from '#lib/views/notices/atom.ts';
import { happeningSentence } from '#lib/views/notices/happening-words.ts';
import type { RequestHandler } from './$types';

const type = 'application/atom+xml; charset=utf-8';

/** What everybody may read of a plan, whoever asks. */
export const GET: RequestHandler = async ({ locals, request, url }) => {
	const plan = locals.plan ?? error(404, 'not_found');
	const found = await happenings(locals.db, plan.id, false);
	const [newest] = found;
	const tag = entityTag(['feed', plan.id, getLocale(), found.length, newest?.key ?? '0']);
	const page = `/plans/${encodeURIComponent(plan.slug)}/activity`;
	const feed = {
		origin: url.origin,
		path: url.pathname,
		page,
		title: plan.title,
		author: m.site_name(),
		language: getLocale(),
		begun: plan.adopted_at ?? new Date(0),
		entries: found.map((one) => ({
			key: one.key,
			title: happeningSentence(one),
			at: one.at,
			path: page
		}))
	};
	return answer(request, tag, async () => feed, {
		write: (made, { headers }) =>
			new Response(atom(made), { headers: { ...headers, 'content-type': type } })
	});
};
