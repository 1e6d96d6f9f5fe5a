import { error } from '@sveltejs/kit';
import { askedCommitments } from '#app/asked/commitments.ts';
import { readPlan } from '#app/plan-page.ts';
import { committedOf } from '#lib/domain/commitments/commitment.ts';
import { commitmentRow, CommitmentNames, periodRow } from '#lib/domain/commitments/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import { periodsShown } from '#lib/views/commitments.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const known = await readPlan(event);
	const { plan, record, asOf, today, days } = known;
	const asked = askedCommitments(known, event.url.searchParams);
	if (!asked) error(404, 'not_found');
	const { view, periods, shown } = asked;
	const names = new CommitmentNames(record, asOf);
	const goals = record.elements.filter(({ parentId }) => parentId === null);
	const leads = committedOf(record).courses.elements.flatMap((element) => element.leads);
	const leading = new Set(leads.map(({ organisationId }) => organisationId));
	return {
		title: m.commitments_title({ plan: plan.title }),
		...{ view, days, asOf, today },
		goals: goals.map(({ code, title, shortTitle }) => ({ code, title: shortTitle ?? title })),
		organisations: [...new Set([...leading].map((id) => names.organisation(id)))].sort(),
		/** Nothing has a date that it was to end on. */
		undated: periods.length === 0,
		periods: periodsShown(periods.map(periodRow), asOf, shown?.period.startsOn),
		shown: shown ? periodRow(shown) : null,
		rows: shown ? shown.commitments.map((one) => commitmentRow(one, names)) : []
	};
};
