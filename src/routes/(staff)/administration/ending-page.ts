/** The pages by which organisations end: each looks first, then does it. */
import { error } from '@sveltejs/kit';
import { attempt, wrong, type Values } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import type { FormEvent } from '#app/form-request.ts';
import { bothVersions } from '#app/sent/edits.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations } from '#lib/server/elements/choices.ts';
import { findEdited, presentDay } from '#lib/server/organisations/administration.ts';
import { end, previewEnding } from '#lib/server/organisations/ending.ts';
import type { EditedOrganisation } from '#lib/server/organisations/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { readEnding, type EndingWay, type Named } from './ending-form.ts';
import { endingView } from './ending-view.ts';

interface Asked extends FormEvent {
	params: { organisation?: string };
}

/** The one that the address names; null where it names none. */
async function organisationOf({ locals, params }: Asked): Promise<EditedOrganisation | null> {
	if (params.organisation === undefined) return null;
	return (await findEdited(locals.db, params.organisation)) ?? error(404, 'not_found');
}

/** Those that may be named on a day: all that have not ended. */
async function nameable(db: App.Locals['db'], today: IsoDate): Promise<Named[]> {
	const all = await organisations(db, today);
	return all.filter(({ valid }) => valid).map(({ id, acronym, name }) => ({ id, acronym, name }));
}

export async function endingPage(event: Asked) {
	const { db, now } = event.locals;
	const today = await presentDay(db, now);
	const one = await organisationOf(event);
	const all = await nameable(db, today);
	return {
		requestId: crypto.randomUUID(),
		today,
		organisation: one && {
			slug: one.slug,
			acronym: one.acronym,
			name: one.name,
			validTo: one.valid_to
		},
		choices: all.filter(({ id }) => id !== one?.id).map(({ acronym, name }) => ({ acronym, name }))
	};
}

interface Sent {
	values: Values;
	today: IsoDate;
	one: EditedOrganisation | null;
	read: ReturnType<typeof readEnding>;
}

async function sentIn(event: Asked & { request: Request }, way: EndingWay): Promise<Sent> {
	const { db, now } = event.locals;
	const values = await readForm(event.request);
	const today = await presentDay(db, now);
	const one = await organisationOf(event);
	const all = await nameable(db, today);
	return { values, today, one, read: readEnding(way, values, { of: one?.id ?? null, all }) };
}

/** Shows what would be done. */
export async function preview(event: Asked & { request: Request }, way: EndingWay) {
	const { db, actor } = event.locals;
	const { values, today, read } = await sentIn(event, way);
	if (Object.keys(read.errors).length > 0) return wrong(values, read.errors);
	const stale = bothVersions(event.locals, '');
	const done = await attempt({ values, currency: '', stale }, () =>
		previewEnding(db, actor, read.asked, today)
	);
	if (!done.ok) return done.failure;
	const answer = { form: '', values, errors: {}, questions: [], conflict: null };
	return { ...answer, preview: endingView(read.asked, done.result) };
}

/** Does what was shown; where anything of it has changed since, it is shown anew. */
export async function endThem(event: Asked & { request: Request }, way: EndingWay) {
	const { db, actor } = event.locals;
	const { values, today, read } = await sentIn(event, way);
	if (Object.keys(read.errors).length > 0) return wrong(values, read.errors);
	const { reason, asked } = read;
	const failure = await sendAct(
		{ event, values },
		(request) => end(db, actor, asked, { request, reason, today, seen: values['seen'] ?? '' }),
		(slug) => `/administration/organisations/${slug}?did=${way}`
	);
	if (failure.status !== 409) return failure;
	const now = await previewEnding(db, actor, asked, today);
	const errors = { '': m.organisation_moved() };
	return {
		form: '',
		values,
		errors,
		questions: [],
		conflict: null,
		preview: endingView(asked, now)
	};
}
