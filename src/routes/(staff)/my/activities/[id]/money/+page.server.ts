import { fail, redirect } from '@sveltejs/kit';
import { reportSpending } from '#lib/server/budgets/spending.ts';
import { Conflict, Invalid } from '#lib/server/reporting/errors.ts';
import { readForm } from '#lib/ui/forms.ts';
import { idOf } from '../../../fields.ts';
import { frame, orNotFound } from '../../../opening.ts';
import { errorsOf } from '../../../problem-words.ts';
import { freshRequests, readEntry } from './form.ts';
import { carriedForward, contextOf, lineView, openMoney } from './money.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openMoney(locals, params.id);
	const { element, lines, waiting, newest, plan } = opened;
	return {
		...frame(opened),
		title: `${element.code} ${element.shortTitle ?? element.title}`,
		activity: { id: element.id, code: element.code, title: element.title },
		lines: lines.map((line) => lineView(line, plan.currency)),
		notAllotted: waiting.map(({ year, fundSource }) => ({ year, fundSource })),
		seen: newest ?? '',
		values: { ...carriedForward(opened), ...freshRequests(lines) },
		saved: newest !== null && url.searchParams.get('saved') === newest
	};
};

/** Appends what was typed, or gives it back with what is wrong, or with what somebody else said since. */
async function send({ locals, params, url }: RequestEvent, values: Record<string, string>) {
	const opened = await openMoney(locals, params.id);
	const { currency } = opened.plan;
	const { entry, errors } = readEntry(values, contextOf(opened), currency);
	if (Object.keys(errors).length > 0) return fail(400, { values, errors });
	const sent = { ...entry, activityId: params.id, seen: idOf(values.seen) };
	const id = await orNotFound(reportSpending(locals.db, locals.actor, sent, locals.now)).catch(
		(cause: unknown) => {
			if (cause instanceof Invalid)
				return fail(400, { values, errors: errorsOf(cause.problems, currency) });
			if (!(cause instanceof Conflict)) throw cause;
			const again = { ...values, ...freshRequests(opened.lines) };
			return fail(409, { values: again, errors: {}, conflict: true });
		}
	);
	if (typeof id !== 'string') return id;
	redirect(303, `${url.pathname}?saved=${id}`);
}

export const actions: Actions = {
	default: async (event) => send(event, await readForm(event.request))
};
