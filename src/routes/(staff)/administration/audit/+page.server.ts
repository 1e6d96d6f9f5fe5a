import { m } from '#lib/paraglide/messages.js';
import { list, plansToFilter } from '#lib/server/audit/queries.ts';
import { reportedIn } from '#lib/server/audit/reported.ts';
import { latestDenials } from '#lib/server/writing/denials.ts';
import { filterOf, queryOf } from '../audit-filter.ts';
import { entryView } from '../audit-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const filter = filterOf(url);
	const asked = url.searchParams.get('before') ?? '';
	const before = /^[1-9]\d{0,17}$/.test(asked) ? asked : undefined;
	const { entries, older } = await list(db, filter, { before });
	const reported = await reportedIn(db, entries);
	return {
		title: m.account_audit(),
		filter,
		plans: await plansToFilter(db),
		entries: entries.map((entry) => entryView(entry, reported.get(entry.id))),
		newest: before === undefined ? null : queryOf(filter) || '?',
		older: older === null ? null : queryOf(filter, { before: older }),
		file: `/administration/audit.csv${queryOf(filter)}`,
		denials: await latestDenials(db)
	};
};
