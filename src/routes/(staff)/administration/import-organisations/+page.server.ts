import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { attempt, wrong, type Answer, type Values } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { bothVersions } from '#app/sent/edits.ts';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { asBlock, readList } from '#lib/domain/interchange/organisation-list.ts';
import { pastedRows, sheetOfTexts } from '#lib/domain/interchange/pasted.ts';
import { m } from '#lib/paraglide/messages.js';
import { FileRefused } from '#lib/server/interchange/archives/refused.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import { jurisdictions, presentDay } from '#lib/server/organisations/administration.ts';
import { previewList, takeList, type ListAsked } from '#lib/server/organisations/importing.ts';
import { reason as reasonField } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { fileFaultWords } from '#app/file-words.ts';
import { faultWords, listView } from './list-view.ts';
import type { Actions, PageServerLoad } from './$types';

const unnamed = 'government';

export const load: PageServerLoad = async ({ locals: { db } }) => {
	const [jurisdiction = unnamed] = await jurisdictions(db);
	return {
		title: m.organisation_import(),
		requestId: crypto.randomUUID(),
		values: { jurisdiction }
	};
};

/** The table that was sent: a file where there is one, else what was pasted; null: nothing. */
async function sheetIn(form: FormData, block: string): Promise<Sheet | null> {
	const file = form.get('file');
	if (file instanceof File && file.size > 0) {
		const sheets = await readFile(file.name, new Uint8Array(await file.arrayBuffer()));
		return sheets.find(({ rows }) => rows.length > 0) ?? null;
	}
	return block.trim() === '' ? null : sheetOfTexts('list', pastedRows(block));
}

interface Sent {
	values: Values;
	asked: ListAsked;
}

const texts = (form: FormData): Values =>
	Object.fromEntries(
		[...form].filter((one): one is [string, string] => typeof one[1] === 'string')
	);

function askedIn(sheet: Sheet, values: Values, today: string): Sent | ActionFailure<Answer> {
	const rows = readList(sheet, today);
	if ('fault' in rows) return wrong(values, { block: faultWords(rows) });
	if (rows.length === 0) return wrong(values, { block: m.organisation_import_error_nothing() });
	const jurisdiction = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(values['jurisdiction'] ?? '')
		? values['jurisdiction']!
		: unnamed;
	return { values: { ...values, block: asBlock(sheet) }, asked: { rows, jurisdiction, today } };
}

/** What was sent, or why it is not read. */
async function sentIn({ request, locals }: RequestEvent): Promise<Sent | ActionFailure<Answer>> {
	const form = await request.formData();
	const values = texts(form);
	const today = await presentDay(locals.db, locals.now);
	try {
		const sheet = await sheetIn(form, values['block'] ?? '');
		if (sheet === null) return wrong(values, { file: m.organisation_import_error_nothing() });
		return askedIn(sheet, values, today);
	} catch (cause) {
		if (!(cause instanceof FileRefused)) throw cause;
		return wrong(values, { file: fileFaultWords(cause) });
	}
}

/** The form with what the list would do. */
async function shown(db: App.Locals['db'], { values, asked }: Sent, errors: Values = {}) {
	const { differences, seen } = await previewList(db, asked);
	const answer = { form: 'take', values, errors, questions: [], conflict: null };
	return { ...answer, preview: listView(differences, seen) };
}

async function take(event: RequestEvent) {
	const { db, actor } = event.locals;
	const sent = await sentIn(event);
	if (!('asked' in sent)) return sent;
	const { values, asked } = sent;
	const form = parseFields({ reason: reasonField }, values);
	if (!form.ok) return fail(400, await shown(db, sent, form.errors));
	const { reason } = form.output;
	const act = { request: requestOf(event, values), reason, today: asked.today };
	const stale = bothVersions(event.locals, '');
	const done = await attempt({ values, currency: '', stale }, () =>
		takeList(db, actor, asked, { ...act, seen: values['seen'] ?? '' })
	);
	if (done.ok) redirect(303, '/administration/organisations?taken');
	const { status, data } = done.failure;
	const moved = { '': m.organisation_import_moved() };
	return fail(status, await shown(db, sent, status === 409 ? moved : data.errors));
}

export const actions: Actions = {
	preview: async (event) => {
		const sent = await sentIn(event);
		return 'asked' in sent ? await shown(event.locals.db, sent) : sent;
	},
	take
};
