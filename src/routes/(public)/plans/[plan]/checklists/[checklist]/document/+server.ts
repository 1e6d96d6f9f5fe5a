import { error } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { showsPublished, shownChecklist } from '#app/asked/checklists.ts';
import { readWhole } from '#app/plan-page.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { asFile } from '#lib/server/open-data/answer.ts';
import { fileName, markOf } from '#lib/server/open-data/csv.ts';
import { addressesOf } from '#lib/ui/addresses.ts';
import OnePage from './OnePage.svelte';
import { written } from './written.ts';
import type { RequestHandler } from './$types';

/** The checklist as a file that needs nothing else, and fits a page where it is short. */
export const GET: RequestHandler = (event) =>
	readWhole(event, async (db, known) => {
		const { plan, scope, asOf, days } = known;
		const edition = event.url.searchParams.get('edition');
		const published = showsPublished(event.locals, scope, edition);
		const found = await shownChecklist(db, known, event.params.checklist, published);
		if (!found) error(404, 'not_found');
		const { checklist, against, counts, total, items } = found;
		const source = event.url.origin + addressesOf(plan.slug, days).checklist(checklist.id);
		const { head, body } = render(OnePage, {
			props: {
				...{ title: checklist.title, against: against.title, language: against.language },
				plan: { title: known.record.title, language: plan.language },
				...{ knownOn: scope.knownOn, mark: markOf(plan), counts, total, items, source }
			}
		});
		const name = fileName(
			{ plan: plan.slug, as_of: asOf, demonstration: markOf(plan) },
			`checklist-${checklist.id}`,
			'html'
		);
		const text = written({ language: getLocale(), head, body });
		const headers = { 'cache-control': 'private, no-store' };
		return asFile({ name, type: 'text/html; charset=utf-8', text }, { headers });
	});
