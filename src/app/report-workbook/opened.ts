/** Whose workbook a page is about: one organisation's report in one plan, of somebody who writes it. */
import { error } from '@sveltejs/kit';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { moment } from '#lib/ui/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { contents, type Contents } from '#lib/server/interchange/report-workbooks/contents.ts';
import { sealed } from '#lib/server/interchange/report-workbooks/identity.ts';
import type { Expected } from '#lib/server/interchange/report-workbooks/uploads.ts';
import { writeReport } from '#lib/server/interchange/report-workbooks/write.ts';
import { organisations, plansOf } from '#lib/server/reports/queries.ts';
import { organisationsOf } from '#lib/server/reports/writers.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { day } from '#lib/ui/format.ts';
import { sheetsOf } from './sheets.ts';
import { choiceWords, sheetNames } from './words.ts';

interface Asked {
	plan: PlanRow;
	organisation: Awaited<ReturnType<typeof organisations>>[number];
	/** Of which one is the person's. */
	organisationIds: string[];
	today: string;
}

export interface OpenedReport extends Asked {
	contents: Contents;
	expected: Expected;
}

type Which = (one: Pick<Asked, 'plan' | 'organisation'>) => boolean;

/** 404 where the person has nothing to report there. */
async function asked({ db, actor, now }: App.Locals, which: Which): Promise<Asked> {
	const own = await organisations(db, organisationsOf(actor));
	const ids = own.map(({ id }) => id);
	if (!can(actor, 'write_report', { organisationIds: ids })) error(404, 'not_found');
	const through = [...new Set(own.map(({ reportsThroughId }) => reportsThroughId))];
	const named = new Map((await organisations(db, through)).map((one) => [one.id, one]));
	for (const { plan, organisationId } of await plansOf(db, through)) {
		const organisation = named.get(organisationId);
		if (organisation && which({ plan, organisation }))
			return {
				...{ plan, organisation, today: todayIn(plan.time_zone, now) },
				organisationIds: [organisationId, ...ids]
			};
	}
	return error(404, 'not_found');
}

export async function openReport(locals: App.Locals, which: Which): Promise<OpenedReport> {
	const found = await asked(locals, which);
	const { plan, organisation, today } = found;
	const filled = await contents(locals.db, plan, organisation.id, today);
	const { report } = filled.tasks;
	return {
		...found,
		contents: filled,
		expected: {
			planId: plan.id,
			organisationId: organisation.id,
			report: report && { periodId: report.period.id, open: report.open }
		}
	};
}

/** The report that an address names by its plan and organisation. */
export const reportAsked = (locals: App.Locals, { searchParams }: URL): Promise<OpenedReport> =>
	openReport(
		locals,
		({ plan, organisation }) =>
			plan.slug === searchParams.get('plan') &&
			organisation.slug === searchParams.get('organisation')
	);

/** What pages show of the plan; see `frame` of a reporter's pages. */
export const planOf = ({ slug, title, language, currency, demonstration }: PlanRow) => ({
	...{ slug, title, language, currency, demonstration }
});

/** What the page of the workbook, its file and its preview are asked by. */
export const addressOf = ({ plan, organisation }: Pick<Asked, 'plan' | 'organisation'>): string =>
	`?${new URLSearchParams({ plan: plan.slug, organisation: organisation.slug })}`;

function instructions({ plan, organisation, contents: { tasks } }: OpenedReport, at: Date) {
	const { report } = tasks;
	return [
		m.book_about({ organisation: organisation.name, plan: plan.title }),
		report
			? m.book_about_period({ period: report.period.label, date: day(report.dueOn) })
			: m.report_no_period(),
		m.book_about_download({ moment: moment(at.toISOString(), plan.time_zone) }),
		'',
		m.book_how_fill(),
		m.book_how_unchanged(),
		m.book_how_days(),
		m.book_how_numbers({ currency: plan.currency }),
		m.book_how_parts(),
		m.book_how_back()
	];
}

/** The report as a workbook, sealed for the moment of the download. */
export async function workbookOf({ seal, now }: App.Locals, opened: OpenedReport) {
	const { plan, organisation, contents: filled } = opened;
	const period = filled.tasks.report?.period ?? null;
	const identity = {
		...{ planId: plan.id, periodId: period?.id ?? null, organisationId: organisation.id },
		...{ period: period?.label ?? null, organisation: organisation.acronym },
		...{ at: now.toISOString(), items: filled.items.map(({ item }) => item) }
	};
	const bytes = await writeReport({
		sealed: sealed(seal, identity),
		title: m.book_workbook_title({ organisation: organisation.acronym, plan: plan.title }),
		instructions: { name: sheetNames.instructions(), lines: instructions(opened, now) },
		sheets: sheetsOf(filled.items, plan.currency),
		words: choiceWords()
	});
	const parts = [plan.slug, organisation.slug, period?.label ?? '', opened.today];
	const name = parts
		.join('-')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-');
	return { bytes, name: `${name}.xlsx` };
}
