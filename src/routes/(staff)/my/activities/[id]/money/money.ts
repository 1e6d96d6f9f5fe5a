import { error } from '@sveltejs/kit';
import { groupedText, lineBalance, type Balance } from '#lib/domain/figures/money.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import type { BudgetLineRecord, Money } from '#lib/domain/records/records.ts';
import {
	spendingField,
	type ReportedSpending,
	type SpendingContext
} from '#lib/domain/entries/spending-entry.ts';
import { linesOf, newestSpending } from '#lib/server/reports/spending.ts';
import { planOfActivity } from '#lib/server/reports/queries.ts';
import { writersOfMoney } from '#lib/server/reports/writers.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { exactMoney } from '#lib/ui/format.ts';
import { openAs } from '../../../opening.ts';

/** The money of the address's activity, for whoever may enter it. */
export async function openMoney(locals: App.Locals, param: string) {
	const id = idOf(param) ?? error(404, 'not_found');
	const opened = await openAs(locals, await planOfActivity(locals.db, id), writersOfMoney(id));
	const element = opened.tasks.record.elements.find((one) => one.id === id);
	const [lines, newest] = await Promise.all([
		linesOf(locals.db, id),
		newestSpending(locals.db, id)
	]);
	if (!element || lines.length === 0) error(404, 'not_found');
	const allotted = lines.filter(({ allotment }) => allotment !== null);
	const waiting = lines.filter(({ allotment }) => allotment === null);
	return { ...opened, element, lines: allotted, waiting, newest };
}

export type OpenedMoney = Awaited<ReturnType<typeof openMoney>>;
type Line = OpenedMoney['lines'][number];

export function contextOf({ lines, tasks, today }: OpenedMoney): SpendingContext {
	const { periodStart, periodEnd } = tasks.record;
	return { today, periodStart, periodEnd, lines };
}

/** Figures as a form writes them. */
const typed = ({ obligation, disbursement }: ReportedSpending) => ({
	obligation: groupedText(obligation),
	disbursement: groupedText(disbursement)
});
const empty = { obligation: '', disbursement: '' };
const lastOf = (line: Line) => line.reported.at(-1);

/** What the form starts with: the figures last reported, for the day that is to be reported. */
export function carriedForward({ lines, tasks, today }: OpenedMoney): Record<string, string> {
	const amounts = lines.flatMap((line) => {
		const last = lastOf(line);
		const { obligation, disbursement } = last ? typed(last) : empty;
		return [
			[spendingField('obligation', line.id), obligation],
			[spendingField('disbursement', line.id), disbursement]
		];
	});
	return {
		as_of: dayToReport(tasks.report, today),
		...Object.fromEntries(amounts)
	};
}

/** A line's money as it stands, written out; null where it is not set or not reported. */
export function lineView(line: Line, currency: string) {
	const last = lastOf(line);
	const record: BudgetLineRecord = {
		id: line.id,
		elementId: '',
		fundSource: line.fundSource,
		appropriationYear: line.year,
		cost: null,
		appropriation: line.appropriation,
		allotment: line.allotment,
		obligation: last?.obligation ?? null,
		disbursement: last?.disbursement ?? null,
		spendingAsOf: last?.asOf ?? null
	};
	const written = (amount: Money | null) => (amount === null ? null : exactMoney(amount, currency));
	const balance = (name: Balance) => written(lineBalance(record, name));
	return {
		id: line.id,
		fundSource: line.fundSource,
		year: line.year,
		asOf: record.spendingAsOf,
		last: last ? typed(last) : null,
		appropriation: written(line.appropriation),
		allotment: written(line.allotment),
		obligation: written(record.obligation),
		disbursement: written(record.disbursement),
		unreleased: balance('unreleased'),
		unobligated: balance('unobligated'),
		unpaid: balance('unpaid')
	};
}
