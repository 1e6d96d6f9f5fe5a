/** Money (rule 12): exact, in hundredths of the plan's currency; never a float. */
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

export const shares = [
	'released_share',
	'obligated_share',
	'paid_share',
	'spent_of_allotment'
] as const;
export type MoneyShare = (typeof shares)[number];

/** What a share is of, and which part of it: a stage, and the stage that it is divided by. */
export const shareStages: Record<MoneyShare, [whole: MoneyStage, part: MoneyStage]> = {
	released_share: ['appropriation', 'allotment'],
	obligated_share: ['allotment', 'obligation'],
	paid_share: ['obligation', 'disbursement'],
	spent_of_allotment: ['allotment', 'disbursement']
};

/** Two stages over the lines where both are set, so that above and below are of the same lines. */
export interface MoneyPair {
	whole: Money;
	part: Money;
	/** Lines where both are set. */
	set: number;
	/** All lines. */
	lines: number;
}

/** The four stages, the balances between them, and the shares of one in another. */
export interface MoneyFigures {
	stages: Record<MoneyStage, MoneyTotal>;
	pairs: Record<MoneyShare, MoneyPair>;
}

const balancePairs: Record<Balance, MoneyShare> = {
	unreleased: 'released_share',
	unobligated: 'obligated_share',
	unpaid: 'paid_share'
};

/** What is left between two stages, over the lines where both are set. */
export function balanceTotal({ pairs }: MoneyFigures, balance: Balance): MoneyTotal {
	const { whole, part, set, lines } = pairs[balancePairs[balance]];
	return { sum: whole - part, set, lines };
}

/** What a line has left between two stages; null where either is not set. */
export function lineBalance(line: BudgetLineRecord, balance: Balance): Money | null {
	const [before, after] = balanceStages[balance];
	const from = line[before];
	const less = line[after];
	return from === null || less === null ? null : from - less;
}

const reportedStages: readonly MoneyStage[] = ['obligation', 'disbursement'];

/** Why an amount is missing from a budget line: what ministries spend is reported, the rest is set. */
export function whyMissing(stage: MoneyStage): 'not_set' | 'not_reported' {
	return reportedStages.includes(stage) ? 'not_reported' : 'not_set';
}

/** A total as a figure: unknown, not 0, where it is known of no line. */
export function totalFigure(stage: MoneyStage, { sum, set, lines }: MoneyTotal): Knowable<Money> {
	if (set > 0) return known(sum);
	return unknown(lines === 0 ? 'not_set' : whyMissing(stage));
}

/** One stage as a share of another, 0…1, over the lines where both are set; above 1 only by an adjustment. */
export function shareFigure({ pairs }: MoneyFigures, share: MoneyShare): Knowable<number> {
	const { whole, part, set, lines } = pairs[share];
	if (set === 0) return unknown(lines === 0 ? 'not_set' : whyMissing(shareStages[share][1]));
	if (whole === 0n) return unknown('denominator_is_zero');
	return known(Number(part) / Number(whole));
}

function noMoney(): MoneyFigures {
	const total = (): MoneyTotal => ({ sum: 0n, set: 0, lines: 0 });
	const pair = (): MoneyPair => ({ whole: 0n, part: 0n, set: 0, lines: 0 });
	return {
		stages: {
			appropriation: total(),
			allotment: total(),
			obligation: total(),
			disbursement: total()
		},
		pairs: {
			released_share: pair(),
			obligated_share: pair(),
			paid_share: pair(),
			spent_of_allotment: pair()
		}
	};
}

function addAmount(total: MoneyTotal, amount: Money | null): void {
	total.lines += 1;
	if (amount === null) return;
	total.set += 1;
	total.sum += amount;
}

function addBoth(pair: MoneyPair, whole: Money | null, part: Money | null): void {
	pair.lines += 1;
	if (whole === null || part === null) return;
	pair.set += 1;
	pair.whole += whole;
	pair.part += part;
}

function addLine({ stages, pairs }: MoneyFigures, line: BudgetLineRecord): void {
	const { appropriation, allotment, obligation, disbursement } = line;
	addAmount(stages.appropriation, appropriation);
	addAmount(stages.allotment, allotment);
	addAmount(stages.obligation, obligation);
	addAmount(stages.disbursement, disbursement);
	addBoth(pairs.released_share, appropriation, allotment);
	addBoth(pairs.obligated_share, allotment, obligation);
	addBoth(pairs.paid_share, obligation, disbursement);
	addBoth(pairs.spent_of_allotment, allotment, disbursement);
}

function addPart(whole: MoneyFigures, { stages, pairs }: MoneyFigures): void {
	for (const stage of moneyStages) {
		const total = whole.stages[stage];
		total.sum += stages[stage].sum;
		total.set += stages[stage].set;
		total.lines += stages[stage].lines;
	}
	for (const share of shares) {
		const pair = whole.pairs[share];
		pair.whole += pairs[share].whole;
		pair.part += pairs[share].part;
		pair.set += pairs[share].set;
		pair.lines += pairs[share].lines;
	}
}

/**
 * Totals over budget lines, and over parts that have no line in common with them or each other. A line
 * that comes twice, since its element serves two goals, counts once.
 */
export function moneyFigures(
	lines: readonly BudgetLineRecord[],
	parts: readonly MoneyFigures[] = []
): MoneyFigures {
	const figures = noMoney();
	const counted = new Set<string>();
	for (const line of lines) {
		if (counted.has(line.id)) continue;
		counted.add(line.id);
		addLine(figures, line);
	}
	for (const part of parts) addPart(figures, part);
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
