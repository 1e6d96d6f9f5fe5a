/** Whose workbook a page is about: one organisation's report in one plan, of somebody who writes it. */
import { moment } from '#lib/ui/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { contents, type Contents } from '#lib/server/interchange/report-workbooks/contents.ts';
import { sealed } from '#lib/server/interchange/report-workbooks/identity.ts';
import type { Expected } from '#lib/server/interchange/report-workbooks/uploads.ts';
import { writeReport } from '#lib/server/interchange/report-workbooks/write.ts';
import { day } from '#lib/ui/format.ts';
import { askedReport, named, type AskedReport, type WhichReport } from '../own-reports.ts';
import { sheetsOf } from './sheets.ts';
import { choiceWords, sheetNames } from './words.ts';

export interface OpenedReport extends AskedReport {
	contents: Contents;
	expected: Expected;
}

export async function openReport(locals: App.Locals, which: WhichReport): Promise<OpenedReport> {
	const found = await askedReport(locals, which);
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
export const reportAsked = (locals: App.Locals, url: URL): Promise<OpenedReport> =>
	openReport(locals, named(url));

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
