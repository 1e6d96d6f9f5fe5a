import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { addressOf } from '#lib/domain/interchange/cells.ts';
import { today } from '#lib/domain/records/dates.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { preview, take } from '#lib/server/interchange/workbooks/commands.ts';
import { CellsRefused, OtherPlan, RowRefused } from '#lib/server/interchange/workbooks/refusals.ts';
import * as uploads from '#lib/server/interchange/workbooks/uploads.ts';
import { Foreseen } from '#lib/server/writing/effects.ts';
import { Conflict, Invalid } from '#lib/server/writing/refusals.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { foreseen, refusedWords, throwStatus, wrong, type Values } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { editedPlan } from '../../edited.ts';
import { mapIn, roleChoices, shownSheet } from './map-form.ts';
import { shownPreview } from './preview-view.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent & { params: { plan: string; id: string } };

async function asked(event: Pick<Event, 'locals' | 'params'>) {
	const plan = await editedPlan(event);
	const { db, actor, now } = event.locals;
	const upload =
		(await uploads.find(db, actor, plan.id, event.params.id)) ?? error(404, 'not_found');
	return { plan, upload, day: today(plan.time_zone, now) };
}

export const load: PageServerLoad = async (event) => {
	const { plan, upload, day } = await asked(event);
	const { searchParams } = event.url;
	const seen = await preview(event.locals.db, plan.id, uploads.mappedOf(upload), day);
	const page = Number(searchParams.get('page') ?? 1) || 1;
	const language = entryLanguage(plan.language);
	return {
		title: m.workbook_map_heading({ name: upload.name }),
		name: upload.name,
		id: upload.id,
		sheets: upload.sheets.map((sheet, at) =>
			shownSheet(sheet, upload.maps[at] ?? null, at, language)
		),
		roles: roleChoices(),
		preview: shownPreview(seen.difference, plan, page),
		seen: seen.mark,
		saved: searchParams.get('saved'),
		reason: m.workbook_reason_begun({ name: upload.name })
	};
};

async function map(event: Event) {
	const { plan, upload } = await asked(event);
	const values = await readForm(event.request);
	const maps = upload.sheets.map((sheet, at) => mapIn(values, sheet, upload.maps[at] ?? null, at));
	await uploads
		.remap(event.locals.db, event.locals.actor, plan.id, upload, maps)
		.catch(throwStatus);
	redirect(303, `/plans/${plan.slug}/edit/workbook/${upload.id}?saved=map#preview`);
}

/** What ends the taking, at its place; the whole is given up then, and all that was seen is still there. */
function refusedTaking(values: Values, cause: unknown, currency: string) {
	if (cause instanceof Conflict) return wrong(values, { '': m.workbook_changed_since() }, 'take');
	if (cause instanceof CellsRefused)
		return wrong(values, { leave_out: m.workbook_say_leave_out() }, 'take');
	if (cause instanceof Foreseen) return foreseen(values, cause, currency, 'take');
	if (cause instanceof OtherPlan)
		return wrong(values, { this_plan: m.workbook_say_this_plan() }, 'take');
	if (!(cause instanceof RowRefused)) return throwStatus(cause);
	const { why, change } = cause;
	const place = addressOf(change.at);
	const words =
		why instanceof Invalid
			? why.problems.map((problem) => problemWords(problem, currency)).join(' ')
			: refusedWords(why);
	return wrong(
		values,
		{ '': m.workbook_row_refused({ place, code: change.code, why: words }) },
		'take'
	);
}

async function takeIt(event: Event) {
	const { plan, upload, day } = await asked(event);
	const values = await readForm(event.request);
	const form = parseFields({ reason }, values);
	if (!form.ok) return wrong(values, form.errors, 'take');
	const { db, actor } = event.locals;
	const request = requestOf(event, values, 'take');
	const edited = { id: plan.id, demonstration: plan.demonstration, request };
	try {
		await take(db, actor, edited, {
			workbook: uploads.mappedOf(upload),
			seen: values['seen'] ?? '',
			reason: form.output.reason,
			today: day,
			leaveOut: values['leave_out'] === 'on',
			thisPlan: values['this_plan'] === 'on'
		});
	} catch (cause) {
		return refusedTaking(values, cause, plan.currency);
	}
	return redirect(303, `/plans/${plan.slug}/edit/workbook/${upload.id}?saved=taken`);
}

export const actions: Actions = { map, take: takeIt };
