/** What one organisation reports in one plan, each list in pages: what is awaited first. */
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import type { organisations } from '#lib/server/reports/queries.ts';
import { isSameItem, type ReturnedItem } from '#lib/domain/reporting/items.ts';
import { historyOf } from '#lib/server/periods/history.ts';
import { ownStanding } from '#lib/server/reports/reports.ts';
import { ownRollOuts } from '#lib/server/rollouts/writers.ts';
import { remaining, tasks, type MoneyTask, type Tasks } from '#lib/server/reports/tasks.ts';
import { pageOf, type Page } from '#lib/ui/pages.ts';
import { activityRow, kpiRow, moneyRow, rollOutRow } from './rows.ts';

export type Organisation = Awaited<ReturnType<typeof organisations>>[number];
export type ListName = 'activities' | 'kpis' | 'money';

/** The page of a list that an address asks for; null: the first. */
export type Asked = (list: ListName) => string | null;

/** In the plan's order where neither or both are awaited. */
function awaitedFirst<Task>(all: readonly Task[], isAwaited: (task: Task) => boolean): Task[] {
	const [awaited, others] = [all.filter(isAwaited), all.filter((task) => !isAwaited(task))];
	return [...awaited, ...others];
}

const isAwaited = ({ state }: { state: string }) => state === 'awaited';
const ofMoney = ({ lines }: MoneyTask) => lines.some(isAwaited);

function shown<Task, Row>(page: Page<Task>, row: (task: Task) => Row): Page<Row> {
	return { ...page, rows: page.rows.map(row) };
}

/** The rows of one page of each list; how many there are is of all. */
function listsOf(mine: Tasks, organisationId: string, asked: Asked) {
	const activities = awaitedFirst(mine.activities, isAwaited);
	const kpis = awaitedFirst(mine.kpis, isAwaited);
	const money = awaitedFirst(mine.money, ofMoney);
	return {
		activities: shown(pageOf(activities, asked('activities')), (task) =>
			activityRow(task, organisationId)
		),
		kpis: shown(pageOf(kpis, asked('kpis')), kpiRow),
		money: shown(pageOf(money, asked('money')), (task) => moneyRow(task, mine.record.currency)),
		counts: {
			activities: activities.length,
			kpis: kpis.length,
			lines: money.reduce((sum, { lines }) => sum + lines.length, 0)
		}
	};
}

/** What was returned by itself, as the list of it names it; what is no more in the plan is left out. */
function returnedIn({ activities, kpis, money }: Tasks, items: readonly ReturnedItem[]) {
	const all = [
		...activities.map(({ element }) => ({
			kind: 'activity' as const,
			of: element,
			id: element.id
		})),
		...kpis.map(({ kpi }) => ({ kind: 'kpi' as const, of: kpi, id: kpi.id })),
		...money.flatMap(({ element, lines }) =>
			lines.map(({ line }) => ({ kind: 'line' as const, of: element, id: line.id }))
		)
	];
	return items.flatMap(({ reason, ...item }) => {
		const found = all.find((one) => isSameItem(one, item));
		if (!found) return [];
		const { id, code, title } = found.of;
		return [{ kind: item.kind, item: item.id, id, code, title, reason }];
	});
}

export async function sectionOf(
	{ db, now }: App.Locals,
	plan: PlanRow,
	organisation: Organisation,
	asked: Asked
) {
	const today = todayIn(plan.time_zone, now);
	const mine = await tasks(db, plan, organisation.id, today);
	const { report, next } = mine;
	const reportOf = { periodId: report?.period.id ?? '0', organisationId: organisation.id };
	const standing = await ownStanding(db, reportOf);
	return {
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			timeZone: plan.time_zone,
			demonstration: plan.demonstration
		},
		organisation: {
			slug: organisation.slug,
			acronym: organisation.acronym,
			name: organisation.name
		},
		today,
		asOf: mine.asOf,
		report: report && {
			label: report.period.label,
			dueOn: report.dueOn,
			state: report.state,
			open: report.open,
			handedIn: report.handedIn
		},
		/** Of the report at hand, what its acts need; null: nobody began it. */
		standing,
		returnedItems: returnedIn(mine, standing?.returned?.items ?? []),
		history: standing ? await historyOf(db, standing.id) : [],
		requestId: crypto.randomUUID(),
		rollOuts: (await ownRollOuts(db, plan.id, organisation.id)).map(rollOutRow),
		next: next && { label: next.label, startsOn: next.startsOn, dueOn: next.dueOn },
		takenOver: takenOverIn(mine, organisation.id),
		remaining: remaining(mine),
		confirmable: confirmable(mine),
		...listsOf(mine, organisation.id, asked)
	};
}

/** How many awaited activities and budget lines something was said of before. */
const confirmable = ({ activities, money }: Tasks): number =>
	activities.filter((task) => isAwaited(task) && task.element.updates.length > 0).length +
	money
		.flatMap(({ lines }) => lines)
		.filter((task) => isAwaited(task) && task.line.spendingAsOf !== null).length;

/** From whom what is listed was taken over, each once, with the day. */
function takenOverIn({ activities }: Tasks, organisationId: string) {
	const all = activities.flatMap(({ element }) =>
		element.owners.flatMap((owner) => {
			const isOwn =
				owner.organisationId === organisationId || owner.reportsThroughId === organisationId;
			const from = owner.takenOver ?? owner.reportedBefore;
			return isOwn && from ? [{ acronym: from.acronym, on: from.on }] : [];
		})
	);
	return [...new Map(all.map((one) => [`${one.acronym} ${one.on}`, one])).values()];
}

type Section = Awaited<ReturnType<typeof sectionOf>>;

export const isFilled = ({ counts: { activities, kpis, lines }, rollOuts }: Section) =>
	activities + kpis + lines + rollOuts.length > 0;
