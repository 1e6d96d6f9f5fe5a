import { fail, redirect } from '@sveltejs/kit';
import { recordUpdate } from '#lib/server/reporting/commands.ts';
import { Conflict, Invalid } from '#lib/server/reporting/errors.ts';
import { findUpdate } from '#lib/server/reporting/queries.ts';
import { readForm } from '#lib/ui/forms.ts';
import { idOf, requestIdOf } from '../../fields.ts';
import { frame, orNotFound } from '../../opening.ts';
import { errorsOf } from '../../problem-words.ts';
import { contextOf, firstDay, openActivity, progressOf } from './activity.ts';
import { carriedForward, readEntry } from './form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openActivity(locals, params.id);
	const { element, last, newest, today, plan, tasks } = opened;
	const saved = idOf(url.searchParams.get('saved') ?? undefined);
	return {
		...frame(opened),
		title: `${element.code} ${element.shortTitle ?? element.title}`,
		activity: {
			id: element.id,
			code: element.code,
			title: element.title,
			milestones: element.milestones,
			hasMoney: tasks.money.some((money) => money.element.id === element.id)
		},
		progress: progressOf(opened),
		today,
		timeZone: plan.time_zone,
		last,
		seen: newest?.id ?? '',
		newest,
		requestId: crypto.randomUUID(),
		values: carriedForward(last[0], element.milestones, firstDay(opened)),
		saved: saved ? await findUpdate(locals.db, element.id, saved) : undefined
	};
};

/** Appends what was typed, or gives it back with what is wrong, or with what somebody else said since. */
async function send(event: RequestEvent, typed: Record<string, string>) {
	const { locals, params, url } = event;
	const opened = await openActivity(locals, params.id);
	const { currency } = opened.plan;
	const values = { ...typed, request_id: requestIdOf(typed.request_id) };
	const { entry, errors } = readEntry(values, contextOf(opened), currency);
	if (Object.keys(errors).length > 0) return fail(400, { values, errors });
	const sent = {
		...entry,
		activityId: params.id,
		requestId: values.request_id,
		seen: idOf(typed.seen)
	};
	const id = await orNotFound(recordUpdate(locals.db, locals.actor, sent, locals.now)).catch(
		(cause: unknown) => {
			if (cause instanceof Invalid)
				return fail(400, { values, errors: errorsOf(cause.problems, currency) });
			if (!(cause instanceof Conflict)) throw cause;
			return fail(409, {
				values: { ...values, request_id: crypto.randomUUID() },
				errors: {},
				conflict: true
			});
		}
	);
	if (typeof id !== 'string') return id;
	redirect(303, `${url.pathname}?saved=${id}`);
}

export const actions: Actions = {
	report: async (event) => send(event, await readForm(event.request)),
	no_change: async (event) => {
		const { last, element, today } = await openActivity(event.locals, event.params.id);
		const { request_id = '', seen = '' } = await readForm(event.request);
		// where somebody reported meanwhile these are theirs, but `seen` is older: a conflict, not a copy
		const same = carriedForward(last[0], element.milestones, today);
		return send(event, { ...same, request_id, seen });
	}
};
