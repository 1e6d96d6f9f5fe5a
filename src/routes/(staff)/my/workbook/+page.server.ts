import { redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { FileRefused } from '#lib/server/interchange/archives/refused.ts';
import * as uploads from '#lib/server/interchange/report-workbooks/uploads.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import { throwStatus, wrong } from '#app/answers.ts';
import { fileFaultWords } from '#app/file-words.ts';
import { addressOf, backFrom, planOf } from '#app/own-reports.ts';
import { reportAsked, type OpenedReport } from '#app/report-workbook/opened.ts';
import { refusedWords } from '#app/report-workbook/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const opened = await reportAsked(locals, url);
	const { plan, organisation, contents } = opened;
	const { report } = contents.tasks;
	return {
		title: m.book_heading(),
		plan: planOf(plan),
		organisation: { name: organisation.name },
		onBehalf: opened.onBehalf,
		back: backFrom(opened, report?.period ?? null),
		report: report && { label: report.period.label, dueOn: report.dueOn, open: report.open },
		query: addressOf(opened),
		saved: url.searchParams.get('saved') === 'taken'
	};
};

/** The id under which what was sent is kept; all that is wrong with it as a whole is thrown. */
async function begin({ db, actor, seal }: App.Locals, opened: OpenedReport, file: File) {
	const sheets = await readFile(file.name, new Uint8Array(await file.arrayBuffer()));
	uploads.readReport(seal, sheets, opened.expected);
	const { organisationIds, expected } = opened;
	const name = file.name.slice(0, 200);
	return await uploads.begin(db, actor, { name, sheets, of: expected, organisationIds });
}

/** Keeps what was sent and leads to what it would change. */
async function send({ locals, request, url }: RequestEvent) {
	const opened = await reportAsked(locals, url);
	const form = await request.formData();
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0)
		return wrong({}, { file: m.book_error_nothing() });
	try {
		return redirect(303, `/my/workbook/${await begin(locals, opened, file)}`);
	} catch (cause) {
		if (cause instanceof FileRefused) return wrong({}, { file: fileFaultWords(cause) });
		if (cause instanceof uploads.WorkbookRefused) return wrong({}, { file: refusedWords(cause) });
		return throwStatus(cause);
	}
}

export const actions: Actions = { default: send };
