import { redirect } from '@sveltejs/kit';
import { throwStatus } from '#app/answers.ts';
import { addressOf, askedReport, backFrom, named, planOf } from '#app/own-reports.ts';
import { reportedShare } from '#lib/domain/progress/activity-progress.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import { m } from '#lib/paraglide/messages.js';
import { tasks } from '#lib/server/reports/tasks.ts';
import { confirmUnchanged, toConfirm, type SentUnchanged } from '#lib/server/reports/unchanged.ts';
import { confirmMoney, moneyToConfirm } from '#lib/server/reports/unchanged-money.ts';
import { idOf, requestIdOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { linesDone, linesIn, moneyIn, ofLines } from './money.ts';
import type { Actions, PageServerLoad } from './$types';

async function opened(locals: App.Locals, url: URL) {
	const asked = await askedReport(locals, named(url));
	const { plan, organisation, today } = asked;
	return { ...asked, mine: await tasks(locals.db, plan, organisation.id, today) };
}

const idsIn = (text: string | null) => (text ?? '').split(' ').filter((id) => idOf(id) !== null);

export const load: PageServerLoad = async ({ locals, url }) => {
	const found = await opened(locals, url);
	const { plan, organisation, today, mine } = found;
	const elements = new Map(mine.record.elements.map((element) => [element.id, element]));
	const nameOf = (id: string) => {
		const element = elements.get(id);
		return element ? [{ id, code: element.code, title: element.title }] : [];
	};
	const items = await toConfirm(locals.db, mine, today);
	return {
		title: m.report_unchanged_heading(),
		plan: planOf(plan),
		organisation: { acronym: organisation.acronym, name: organisation.name },
		report: mine.report && { label: mine.report.period.label },
		day: dayToReport(mine.report, today),
		query: addressOf(found),
		onBehalf: found.onBehalf,
		back: backFrom(found, mine.report?.period ?? null),
		/** KPIs are measured anew: that one says the same is a value too. */
		hasKpis: mine.kpis.some(({ state }) => state === 'awaited'),
		lines: linesIn(await moneyToConfirm(locals.db, mine, today), plan.currency),
		...linesDone(mine, (name) => idsIn(url.searchParams.get(name))),
		items: items.map(({ element, last, seen }) => ({
			...{ id: element.id, code: element.code, title: element.title, seen },
			...{ delivery: last.delivery, since: last.asOf, note: last.note },
			done: reportedShare(
				element,
				{ asOf: last.asOf, delivery: last.delivery, physicalPercent: last.percent },
				last.asOf
			),
			requestId: crypto.randomUUID()
		})),
		stored: idsIn(url.searchParams.get('stored')).length,
		changed: idsIn(url.searchParams.get('changed')).flatMap(nameOf),
		unfit: idsIn(url.searchParams.get('unfit')).flatMap(nameOf)
	};
};

/** `item-12` is ticked; beside it stand the form's id of it, and what was seen. */
const sentIn = (values: Record<string, string>): SentUnchanged[] =>
	Object.keys(values).flatMap((name) => {
		const activityId = idOf(/^item-(\d+)$/.exec(name)?.[1]);
		const seen = idOf(values[`seen-${activityId}`]);
		if (activityId === null || seen === null) return [];
		return [{ activityId, seen, requestId: requestIdOf(values[`request-${activityId}`]) }];
	});

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { mine, ...found } = await opened(locals, url);
		const { today } = found;
		const values = await readForm(request);
		const { db, actor, now } = locals;
		const behalfOf = found.onBehalf ? found.organisation.id : undefined;
		const asked = { day: values['day'] ?? null, tasks: mine, today, behalfOf };
		const [entries, money] = [sentIn(values), moneyIn(values)];
		const done = await confirmUnchanged(db, actor, { ...asked, sent: entries }, now)
			.then(async (said) => ({
				...said,
				...ofLines(await confirmMoney(db, actor, { ...asked, sent: money }, now))
			}))
			.catch(throwStatus);
		const said = Object.entries(done).map(([name, ids]) => [name, ids.join(' ')]);
		redirect(303, `/my/unchanged${addressOf(found)}&${new URLSearchParams(said)}`);
	}
};
