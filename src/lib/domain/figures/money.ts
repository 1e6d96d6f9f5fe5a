/** Money (rule 11): exact, in hundredths of the plan's currency; never a float. */
import { known, unknown, type Knowable } from '../records/known.ts';
import type { BudgetLineRecord, Money } from '../records/records.ts';
import { moneyStages, type MoneyStage } from '../records/vocabulary.ts';

const plain = /^-?\d+(\.\d{1,2})?$/;

/**
 * An exact amount from decimal text, as a numeric column and `entries/numbers.ts` give it:
 * `20000000`, `20000000.50`. What people type is read there first.
 *
 * @returns null where the text is no amount
 */
export function parseMoney(text: string): Money | null {
	if (!plain.test(text)) return null;
	const [whole = '', hundredths = ''] = text.split('.');
	return BigInt(whole + hundredths.padEnd(2, '0'));
}

/** Decimal text for a numeric column, a form field or JSON: `20000000.50`. Not for people. */
export function moneyText(amount: Money): string {
	const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
	return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The same with commas between thousands, as a form shows it and reads it back: `20,000,000.50`. */
export const groupedText = (amount: Money): string =>
	moneyText(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

/** A sum that keeps "not set" apart from 0. */
export interface MoneyTotal {
	/** Over the lines that are set; 0n where none is, so look at `set` first. */
	sum: Money;
	/** Lines for which it is set. */
	set: number;
	/** All lines. */
	lines: number;
}

export const balances = ['unreleased', 'unobligated', 'unpaid'] as const;
export type Balance = (typeof balances)[number];

/** The stages that a balance lies between. */
export const balanceStages: Record<Balance, [MoneyStage, MoneyStage]> = {
	unreleased: ['appropriation', 'allotment'],
	unobligated: ['allotment', 'obligation'],
	unpaid: ['obligation', 'disbursement']
};

export const moneyFigureNames = [...moneyStages, ...balances] as const;

/** The four stages and the balances between them. */
export type MoneyFigures = Record<MoneyStage | Balance, MoneyTotal>;

/** What a line has left between two stages; null where either is not set. */
export function lineBalance(line: BudgetLineRecord, balance: Balance): Money | null {
	const [before, after] = balanceStages[balance];
	const from = line[before];
	const less = line[after];
	return from === null || less === null ? null : from - less;
}

const reportedStages: readonly (MoneyStage | Balance)[] = [
	'obligation',
	'disbursement',
	'unobligated',
	'unpaid'
];

/** Why an amount is missing from a budget line: what ministries spend is reported, the rest is set. */
export function whyMissing(name: MoneyStage | Balance): 'not_set' | 'not_reported' {
	return reportedStages.includes(name) ? 'not_reported' : 'not_set';
}

/** A total as a figure: unknown, not 0, where it is known of no line. */
export function totalFigure(
	name: MoneyStage | Balance,
	{ sum, set, lines }: MoneyTotal
): Knowable<Money> {
	if (set > 0) return known(sum);
	return unknown(lines === 0 ? 'not_set' : whyMissing(name));
}

export function isBalance(name: MoneyStage | Balance): name is Balance {
	return name in balanceStages;
}

function noMoney(): MoneyFigures {
	return {
		appropriation: { sum: 0n, set: 0, lines: 0 },
		allotment: { sum: 0n, set: 0, lines: 0 },
		obligation: { sum: 0n, set: 0, lines: 0 },
		disbursement: { sum: 0n, set: 0, lines: 0 },
		unreleased: { sum: 0n, set: 0, lines: 0 },
		unobligated: { sum: 0n, set: 0, lines: 0 },
		unpaid: { sum: 0n, set: 0, lines: 0 }
	};
}

function add(total: MoneyTotal, amount: Money | null): void {
	total.lines += 1;
	if (amount === null) return;
	total.set += 1;
	total.sum += amount;
}

/** Totals over budget lines; a line that comes twice, since its element serves two goals, counts once. */
export function moneyFigures(lines: BudgetLineRecord[]): MoneyFigures {
	const figures = noMoney();
	const counted = new Set<string>();
	for (const line of lines) {
		if (counted.has(line.id)) continue;
		counted.add(line.id);
		for (const stage of moneyStages) add(figures[stage], line[stage]);
		for (const balance of balances) add(figures[balance], lineBalance(line, balance));
	}
	return figures;
}

/** The totals of elements that have no line in common, as one. */
export function addMoney(parts: MoneyFigures[]): MoneyFigures {
	const figures = noMoney();
	for (const part of parts) {
		for (const name of moneyFigureNames) {
			const total = figures[name];
			total.sum += part[name].sum;
			total.set += part[name].set;
			total.lines += part[name].lines;
		}
	}
	return figures;
}

/** A stage that exceeds the nearest one before it that is set, and by how much. */
export interface StageError {
	stage: MoneyStage;
	exceeds: MoneyStage;
	by: Money;
}

/** Which stages exceed the one before: errors beside their fields, unless an adjustment explains them. */
export function stageErrors(amounts: Record<MoneyStage, Money | null>): StageError[] {
	const errors: StageError[] = [];
	let before: { stage: MoneyStage; amount: Money } | undefined;
	for (const stage of moneyStages) {
		const amount = amounts[stage];
		if (amount === null) continue;
		if (before !== undefined && amount > before.amount) {
			errors.push({ stage, exceeds: before.stage, by: amount - before.amount });
		}
		before = { stage, amount };
	}
	return errors;
}
