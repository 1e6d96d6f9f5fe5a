import { error } from '@sveltejs/kit';
import { spendingProblems } from '#lib/domain/entries/spending-entry.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { planOfActivity } from '#lib/server/reports/queries.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { besideNewest, sendEntry } from '#app/sent/entries.ts';
import { openTyped, typedDraft } from '#app/typed-drafts.ts';
import { reportedEvidence } from '../../../evidence.ts';
import { frame, returnedIn } from '../../../opening.ts';
import { ofMoney } from './evidence.ts';
import { freshRequests, linesIn, readEntry } from './form.ts';
import { carriedForward, contextOf, lineView, openMoney } from './money.ts';
import { versions } from './versions.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const opened = await openTyped(event, '', () => openMoney(locals, params.id));
	const { element, lines, waiting, newest, plan } = opened;
	return {
		...frame(opened),
		returned: await returnedIn(locals, opened),
		timeZone: plan.time_zone,
		title: `${element.code} ${element.shortTitle ?? element.title}`,
		activity: { id: element.id, code: element.code, title: element.title },
		lines: lines.map((line) => lineView(line, plan.currency)),
		notAllotted: waiting.map(({ year, fundSource }) => ({ year, fundSource })),
		draft: await typedDraft(locals, url),
		seen: newest?.id ?? '',
		requestId: crypto.randomUUID(),
		evidence: await reportedEvidence(locals, opened, url, ofMoney(opened)),
		values: { ...carriedForward(opened), ...freshRequests(lines.map(({ id }) => id)) },
		saved: newest !== undefined && url.searchParams.get('saved') === newest.id
	};
};

async function report(event: RequestEvent, values: Record<string, string>) {
	const { db, actor, now } = event.locals;
	const activityId = idOf(event.params.id) ?? error(404, 'not_found');
	const { currency } = (await planOfActivity(db, activityId)) ?? error(404, 'not_found');
	const which = { activityId, seen: idOf(values.seen) };
	return sendEntry(event, {
		values,
		currency,
		read: readEntry(values, currency),
		store: (entry) => reportSpending(db, actor, { ...entry, ...which }, now),
		look: async (entry) => {
			const opened = await openMoney(event.locals, activityId);
			const found = spendingProblems(entry, contextOf(opened));
			const lines = opened.lines.map((line) => lineView(line, currency));
			return {
				// something was entered where something cannot be read
				problems: found.filter(({ problem }) => problem !== 'nothing_entered'),
				conflict: besideNewest(actor, opened.newest, versions(lines, values, currency))
			};
		},
		requests: () => freshRequests(linesIn(values))
	});
}

export const actions: Actions = {
	default: async (event) => report(event, await readForm(event.request))
};
