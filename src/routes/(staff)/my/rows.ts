/** The rows of a reporter's list: only what the page shows, in the order of the plan. */
import { reportedShare } from '#lib/domain/progress/activity-progress.ts';
import type { Money } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { ActivityTask, KpiTask, MoneyTask } from '#lib/server/reports/tasks.ts';
import { cellsOf } from '../roll-out-entry/grid.ts';
import type { OwnMembers } from '#lib/server/rollouts/writers.ts';
import { exactMoney } from '#lib/ui/format.ts';

export function activityRow(
	{ element, figures, state, waitsFor }: ActivityTask,
	organisationId: string
) {
	const { update } = element;
	const { planned } = figures;
	const owner = element.owners.find(
		(one) => one.organisationId === organisationId || one.reportsThroughId === organisationId
	);
	const lead = element.owners.find(({ role }) => role === 'lead');
	return {
		id: element.id,
		code: element.code,
		title: element.title,
		role: (owner?.role ?? 'reporter') satisfies OwnerRole,
		lead: lead?.acronym ?? null,
		/** From whom it was taken over; null: from nobody. */
		takenOver: owner?.takenOver?.acronym ?? null,
		delivery: update?.delivery ?? null,
		asOf: update?.asOf ?? null,
		/** By its own last update, which may be of a later day than the figures are. */
		percent: update && reportedShare(element, update, update.asOf),
		planned: planned.known ? planned.value : null,
		state,
		waitsFor: waitsFor?.acronym ?? null
	};
}

export function kpiRow({ kpi, figures, state }: KpiTask) {
	return {
		id: kpi.id,
		code: kpi.code,
		title: kpi.title,
		unit: kpi.unit,
		direction: kpi.direction,
		frequency: kpi.frequency,
		value: figures.value.known ? figures.value.value : null,
		measuredOn: figures.measuredOn,
		due: figures.due.known ? figures.due.value : null,
		state
	};
}

const total = (amounts: (Money | null)[]) =>
	amounts.reduce<Money | null>((sum, one) => (one === null ? sum : (sum ?? 0n) + one), null);

export function moneyRow({ element, lines }: MoneyTask, currency: string) {
	const rows = lines.map(({ line }) => line);
	const written = (amounts: (Money | null)[]) => {
		const sum = total(amounts);
		return sum === null ? null : exactMoney(sum, currency);
	};
	const days = rows.flatMap(({ spendingAsOf }) => spendingAsOf ?? []).sort();
	return {
		id: element.id,
		code: element.code,
		title: element.title,
		lines: lines.length,
		awaited: lines.filter(({ state }) => state === 'awaited').length,
		reported: lines.filter(({ state }) => state === 'reported').length,
		allotment: written(rows.map(({ allotment }) => allotment)),
		obligation: written(rows.map(({ obligation }) => obligation)),
		disbursement: written(rows.map(({ disbursement }) => disbursement)),
		asOf: days.at(-1) ?? null
	};
}

/** How many of the steps of an organisation's own are done, of those that apply. */
export function rollOutRow({ rollOut, memberIds }: OwnMembers) {
	const { setup } = rollOut.versions.at(-1)!;
	const states = memberIds.flatMap((id) =>
		cellsOf(rollOut, id).map(({ now }) => now?.state ?? null)
	);
	return {
		...{ id: rollOut.id, title: setup.title },
		done: states.filter((state) => state === 'done').length,
		of: states.filter((state) => state !== 'not_applicable').length
	};
}
