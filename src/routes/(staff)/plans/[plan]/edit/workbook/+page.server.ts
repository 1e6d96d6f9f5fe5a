import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { pastedRows, sheetOfTexts } from '#lib/domain/interchange/pasted.ts';
import { m } from '#lib/paraglide/messages.js';
import { FileRefused } from '#lib/server/interchange/archives/refused.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import * as uploads from '#lib/server/interchange/workbooks/uploads.ts';
import { wrong } from '#app/answers.ts';
import { editedPlan } from '../edited.ts';
import { fileFaultWords } from '#app/file-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const plan = await editedPlan(event);
	return { title: m.workbook_heading({ plan: plan.short_title ?? plan.title }) };
};

interface Sent {
	name: string;
	sheets: Sheet[];
}

/** What was sent: a file where there is one, else what was pasted; null: nothing. */
async function sentIn(form: FormData): Promise<Sent | null> {
	const file = form.get('file');
	if (file instanceof File && file.size > 0) {
		const bytes = new Uint8Array(await file.arrayBuffer());
		return { name: file.name.slice(0, 200), sheets: await readFile(file.name, bytes) };
	}
	const block = form.get('block');
	if (typeof block !== 'string' || block.trim() === '') return null;
	const name = m.workbook_pasted();
	return { name, sheets: [sheetOfTexts(name, pastedRows(block))] };
}

/** Keeps what was sent and leads to how it is read. */
async function send(event: RequestEvent & { params: { plan: string } }) {
	const plan = await editedPlan(event);
	const form = await event.request.formData();
	const block = String(form.get('block') ?? '');
	try {
		const sent = await sentIn(form);
		if (sent === null) return wrong({ block }, { file: m.workbook_error_nothing() });
		const { db, actor } = event.locals;
		const id = await uploads.begin(db, actor, plan.id, { ...sent, language: plan.language });
		return redirect(303, `/plans/${plan.slug}/edit/workbook/${id}`);
	} catch (cause) {
		if (!(cause instanceof FileRefused)) throw cause;
		return wrong({ block }, { file: fileFaultWords(cause) });
	}
}

export const actions: Actions = { default: send };
