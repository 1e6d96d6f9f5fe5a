import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { keyOf } from '#lib/domain/report-workbook/items.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	NotFit,
	review,
	take,
	type Choice,
	type Review,
	type Reviewing
} from '#lib/server/interchange/report-workbooks/commands.ts';
import * as uploads from '#lib/server/interchange/report-workbooks/uploads.ts';
import { Conflict } from '#lib/server/writing/refusals.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { moment } from '#lib/ui/format.ts';
import { throwStatus, wrong, type Values } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { addressOf, planOf } from '#app/own-reports.ts';
import { openReport } from '#app/report-workbook/opened.ts';
import { shownReview } from '#app/report-workbook/preview.ts';
import { choiceWords, refusedWords } from '#app/report-workbook/words.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Pick<RequestEvent, 'locals'> & { params: { id: string } };

/** The workbook that was sent, beside the report as it stands now. */
async function opened({ locals, params }: Event) {
	const upload =
		(await uploads.find(locals.db, locals.actor, params.id)) ?? error(404, 'not_found');
	const { planId: plan, organisationId: organisation } = upload;
	const report = await openReport(locals, { plan, organisation, by: 'id' });
	return { upload, report };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Throws WorkbookRefused where the report moved on since the workbook was sent. */
function reviewing({ seal, now }: App.Locals, { upload, report }: Opened): Reviewing {
	const { plan, contents, organisationIds, today, expected } = report;
	return {
		workbook: uploads.readReport(seal, upload.sheets, expected),
		asked: contents.items,
		reading: { language: plan.language, words: choiceWords() },
		choices: new Map(),
		...{ organisationIds, now, today }
	};
}

async function reviewed({ db, actor, seal: _, ...locals }: App.Locals, asked: Opened) {
	try {
		const about = reviewing({ db, actor, seal: _, ...locals }, asked);
		return { found: await review(db, actor, about), at: about.workbook.identity.at };
	} catch (cause) {
		if (cause instanceof uploads.WorkbookRefused) return { refused: refusedWords(cause) };
		return throwStatus(cause);
	}
}

export const load: PageServerLoad = async (event) => {
	const asked = await opened(event);
	const { plan, contents } = asked.report;
	const { name } = asked.upload;
	const seen = await reviewed(event.locals, asked);
	const page = {
		title: m.book_preview_heading({ name }),
		...{ name, plan: planOf(plan), query: addressOf(asked.report) },
		onBehalf: asked.report.onBehalf
	};
	if ('refused' in seen) return { ...page, refused: seen.refused, review: null };
	return {
		...page,
		refused: null,
		review: shownReview(seen.found, contents.items, plan.currency),
		seen: seen.found.mark,
		downloaded: moment(seen.at, plan.time_zone)
	};
};

const isChoice = (text: string | undefined): text is Choice =>
	text === 'workbook' || text === 'entered';

const choicesIn = (values: Values): Map<string, Choice> =>
	new Map(
		Object.entries(values).flatMap(([name, value]) => {
			const key = /^choice-(.+)$/.exec(name)?.[1];
			return key !== undefined && isChoice(value) ? [[key, value] as const] : [];
		})
	);

const unchosen = ({ items }: Review, choices: ReadonlyMap<string, Choice>): Values =>
	Object.fromEntries(
		items.flatMap((item) =>
			item.state === 'conflict' && !choices.has(keyOf(item))
				? [[`choice-${keyOf(item)}`, m.book_unchosen()] as const]
				: []
		)
	);

function refusedTaking(values: Values, cause: unknown) {
	if (cause instanceof Conflict) return wrong(values, { '': m.book_changed_since() });
	if (cause instanceof uploads.WorkbookRefused) return wrong(values, { '': refusedWords(cause) });
	if (!(cause instanceof NotFit)) return throwStatus(cause);
	const { why } = cause;
	if (why === 'unchosen') return wrong(values, unchosen(cause.review, choicesIn(values)));
	return wrong(
		values,
		why === 'unmeant' ? { meant: m.book_unmeant() } : { '': m.book_say_refused() }
	);
}

async function takeIt(event: RequestEvent & Event) {
	const { locals } = event;
	const asked = await opened(event);
	const values = await readForm(event.request);
	try {
		await take(locals.db, locals.actor, {
			...reviewing(locals, asked),
			choices: choicesIn(values),
			name: asked.upload.name,
			seen: values['seen'] ?? '',
			meant: values['meant'] === 'on',
			request: requestOf(event, values)
		});
	} catch (cause) {
		return refusedTaking(values, cause);
	}
	return redirect(303, `/my/workbook${addressOf(asked.report)}&saved=taken`);
}

export const actions: Actions = { default: takeIt };
