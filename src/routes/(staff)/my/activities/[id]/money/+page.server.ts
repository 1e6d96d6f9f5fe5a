import { error } from '@sveltejs/kit';
import { spendingProblems } from '#lib/domain/entries/spending-entry.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { readForm } from '#lib/ui/forms.ts';
import { idOf } from '../../../fields.ts';
import { frame } from '../../../opening.ts';
import { withRecorder } from '../../../recorder.ts';
import { send } from '../../../sending.ts';
import { freshRequests, linesIn, readEntry } from './form.ts';
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
		seen: newest?.id ?? '',
		newest: newest && withRecorder(locals.actor, newest),
		values: { ...carriedForward(opened), ...freshRequests(lines.map(({ id }) => id)) },
		saved: newest !== undefined && url.searchParams.get('saved') === newest.id
	};
};

async function report(event: RequestEvent, values: Record<string, string>) {
	const { db, actor, now } = event.locals;
	const activityId = idOf(event.params.id) ?? error(404, 'not_found');
	const which = { activityId, seen: idOf(values.seen) };
	return send(event.url.pathname, {
		values,
		read: readEntry(values),
		store: (entry) => reportSpending(db, actor, { ...entry, ...which }, now),
		check: async (entry) => {
			const opened = await openMoney(event.locals, activityId);
			const found = spendingProblems(entry, contextOf(opened));
			// something was entered where something cannot be read
			const problems = found.filter(({ problem }) => problem !== 'nothing_entered');
			return { problems, currency: opened.plan.currency };
		},
		requests: () => freshRequests(linesIn(values))
	});
}

export const actions: Actions = {
	default: async (event) => report(event, await readForm(event.request))
};
