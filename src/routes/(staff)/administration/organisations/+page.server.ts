import { asCompared } from '#lib/domain/entries/organisation-entry.ts';
import { m } from '#lib/paraglide/messages.js';
import { listed, presentDay } from '#lib/server/organisations/administration.ts';
import { pageOf } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

const longestAsked = 200;

export const load: PageServerLoad = async ({ locals: { db, now }, url }) => {
	const today = await presentDay(db, now);
	const asked = (url.searchParams.get('q') ?? '').slice(0, longestAsked);
	const all = await listed(db, today);
	const sought = asCompared(asked);
	const found = all.filter(({ acronym, name }) =>
		asCompared(`${acronym} ${name}`).includes(sought)
	);
	const { rows, ...page } = pageOf(found, url.searchParams.get('page'));
	return {
		title: m.organisation_list(),
		taken: url.searchParams.has('taken'),
		...{ asked, today, page, organisations: rows, all: all.length }
	};
};
