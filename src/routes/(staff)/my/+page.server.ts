import { m } from '#lib/paraglide/messages.js';
import { amendmentsTold } from '#lib/server/notices/queries.ts';
import { organisations, plansOf } from '#lib/server/reports/queries.ts';
import { endedOrganisationsOf, organisationsOf } from '#lib/server/reports/writers.ts';
import { endings } from '#lib/server/organisations/queries.ts';
import { pageOf } from '#lib/ui/pages.ts';
import { noticeLink, noticeSentence } from '#lib/views/notices/notice-words.ts';
import { sectionsOnPage } from './addresses.ts';
import { isFilled, sectionOf, type Asked, type Organisation } from './section.ts';
import { handInReport, sendReportBack, submitReport } from './submitting.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where these organisations report, or of it what an address asks for by plan and organisation. */
async function partsOf({ db }: App.Locals, reporting: Organisation[], { searchParams }: URL) {
	const byId = new Map(reporting.map((one) => [one.id, one]));
	const pairs = await plansOf(db, [...byId.keys()]);
	const parts = pairs.flatMap(({ plan, organisationId }) => {
		const organisation = byId.get(organisationId);
		return organisation ? [{ plan, organisation }] : [];
	});
	const [plan, organisation] = [searchParams.get('plan'), searchParams.get('organisation')];
	return parts.filter(
		(part) =>
			(plan === null || part.plan.slug === plan) &&
			(organisation === null || part.organisation.slug === organisation)
	);
}

/** What amendments changed of what the person reports on, since it bears on what to enter. */
async function planChanges({ db, user, now }: App.Locals) {
	const notices = user ? await amendmentsTold(db, user.id, now) : [];
	return notices.map((notice) => ({
		id: notice.id,
		sentence: noticeSentence(notice),
		link: noticeLink(notice),
		madeAt: notice.madeAt.toISOString(),
		timeZone: notice.plan.timeZone
	}));
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const own = await organisations(locals.db, organisationsOf(locals.actor));
	const through = [...new Set(own.map((one) => one.reportsThroughId))];
	const parts = await partsOf(locals, await organisations(locals.db, through), url);
	const { rows, ...page } = pageOf(parts, url.searchParams.get('page'), sectionsOnPage);
	// the page of a list is meant where the address names whose list it is
	const asked: Asked = (list) => (parts.length === 1 ? url.searchParams.get(list) : null);
	const sections = [];
	// one after the other: one reader's many plans must not take every connection of the pool
	for (const { plan, organisation } of rows)
		sections.push(await sectionOf(locals, plan, organisation, asked));
	const filled = sections.filter(isFilled);
	const [only] = filled;
	return {
		title: m.site_my_activities(),
		sections: filled,
		page,
		changes: await planChanges(locals),
		plan: filled.length === 1 ? only?.plan : undefined,
		saved: url.searchParams.get('saved'),
		approves:
			locals.actor.kind === 'user' && locals.actor.grants.some(({ role }) => role === 'approver'),
		organisations: own.map(({ acronym }) => acronym),
		ended: await endings(locals.db, endedOrganisationsOf(locals.actor))
	};
};

export const actions: Actions = {
	submitted: submitReport,
	handed_in: handInReport,
	sent_back: sendReportBack
};
