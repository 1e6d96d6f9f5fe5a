import { error } from '@sveltejs/kit';
import { activityProblems } from '#lib/domain/entries/activity-entry.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { findUpdate, planOfActivity } from '#lib/server/reports/queries.ts';
import { idOf, requestIdOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { confirmedIn } from '#app/answers.ts';
import { besideNewest, sendEntry } from '#app/sent/entries.ts';
import { openTyped, typedDraft } from '#app/typed-drafts.ts';
import { reportedEvidence } from '../../evidence.ts';
import { frame, returnedIn } from '../../opening.ts';
import { contextOf, firstDay, lastSaid, openActivity, progressOf } from './activity.ts';
import { ofActivity } from './evidence.ts';
import { carriedForward, readEntry } from './form.ts';
import { versions } from './versions.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const opened = await openTyped(event, '?/report', () => openActivity(locals, params.id));
	const { element, last, newest, plan, tasks } = opened;
	const saved = idOf(url.searchParams.get('saved') ?? undefined);
	const draft = await typedDraft(locals, url);
	return {
		...frame(opened),
		returned: await returnedIn(locals, opened),
		title: `${element.code} ${element.shortTitle ?? element.title}`,
		activity: {
			id: element.id,
			code: element.code,
			title: element.title,
			milestones: element.milestones,
			hasMoney: tasks.money.some((money) => money.element.id === element.id)
		},
		progress: progressOf(opened),
		day: firstDay(opened),
		timeZone: plan.time_zone,
		last,
		seen: newest?.id ?? '',
		requestId: crypto.randomUUID(),
		draft,
		evidence: await reportedEvidence(locals, opened, url, ofActivity(opened)),
		values: carriedForward(lastSaid(opened), element.milestones, firstDay(opened)),
		saved: saved ? await findUpdate(locals.db, element.id, saved) : undefined
	};
};

async function report(event: RequestEvent, typed: Record<string, string>) {
	const { db, actor, now } = event.locals;
	const activityId = idOf(event.params.id) ?? error(404, 'not_found');
	const { currency } = (await planOfActivity(db, activityId)) ?? error(404, 'not_found');
	const values = { ...typed, request_id: requestIdOf(typed.request_id) };
	const which = {
		activityId,
		requestId: values.request_id,
		seen: idOf(typed.seen),
		confirmed: confirmedIn(typed)
	};
	return sendEntry(event, {
		values,
		currency,
		read: readEntry(values),
		store: (entry) => recordUpdate(db, actor, { ...entry, ...which }, now),
		look: async (entry) => {
			const opened = await openActivity(event.locals, activityId);
			const { newest, element } = opened;
			const rows = newest ? versions(newest, values, element.milestones.length > 0) : [];
			return {
				problems: activityProblems(entry, contextOf(opened, entry.asOf)),
				conflict: besideNewest(actor, newest, rows)
			};
		},
		requests: () => ({ request_id: crypto.randomUUID() })
	});
}

export const actions: Actions = {
	report: async (event) => report(event, await readForm(event.request)),
	no_change: async (event) => {
		const opened = await openActivity(event.locals, event.params.id);
		const { request_id = '', seen = '', as_of = firstDay(opened) } = await readForm(event.request);
		// where somebody reported meanwhile these are theirs, but `seen` is older: a conflict, not a copy
		const same = carriedForward(lastSaid(opened), opened.element.milestones, as_of);
		return report(event, { ...same, request_id, seen });
	}
};
