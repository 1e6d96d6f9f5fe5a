/** Public money in its four stages, as the bars of a plan say it. */
import type { MoneyBar } from '#lib/charts/money-bars.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { MoneyStage } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { moneyTitle } from '#lib/ui/chart-titles.ts';
import type { Money } from '#lib/domain/records/records.ts';
import { moneyPrecision } from '#lib/ui/differences.ts';
import { list, money, percent } from '#lib/ui/format.ts';
import { moneyWords, unknownWords } from '#lib/ui/vocabulary.ts';
import type { Stage } from '../leadership/money.ts';
import type { ChartWords } from './chart-words.ts';

/** What of the stage before did not reach this one, by the name of that balance. */
const leftWords: Partial<Record<MoneyStage, (about: { amount: string }) => string>> = {
	allotment: m.leadership_money_unreleased,
	obligation: m.leadership_money_unobligated,
	disbursement: m.leadership_money_unpaid
};

/** Amounts beside what is left of them; where that is of fewer lines, it is no difference of the two. */
const pairsOf = (stages: Stage[]): [Money, Money][] =>
	stages.flatMap(({ amount, left }, i) => {
		const before = stages[i - 1]?.amount;
		const isDifference =
			amount.known && before?.known && left !== null && before.value - amount.value === left;
		return isDifference ? [[amount.value, before.value]] : [];
	});

export function stageBars(stages: Stage[], currency: string): MoneyBar[] {
	const precision = moneyPrecision(pairsOf(stages));
	const text = (amount: Money) => money(amount, currency, precision);
	return stages.map(({ stage, amount, share, left }) => ({
		word: moneyWords[stage](),
		amountText: amount.known ? text(amount.value) : unknownWords[amount.reason]().toLowerCase(),
		value: amount.known ? Number(amount.value) : null,
		shareText: share.known ? percent(share.value) : null,
		leftText: left === null ? null : (leftWords[stage]?.({ amount: text(left) }) ?? null)
	}));
}

/** Bars as a sentence: each stage with its amount. */
export const barsLabel = (bars: MoneyBar[]): string =>
	`${list(bars.map(({ word, amountText }) => `${word} ${amountText}`))}.`;

/** @param spent of what was allotted, 0…1 */
export const moneyChartWords = (spent: Knowable<number>, bars: MoneyBar[]): ChartWords => ({
	title: moneyTitle({ allotment: spent }),
	subtitle: m.leadership_money_why(),
	label: barsLabel(bars)
});

function partlyWords(some: Stage[]): string {
	const { set, lines, reported } = some[0]!;
	const stages = list(some.map(({ stage }) => moneyWords[stage]()));
	const words = { count: some.length, stages, set, lines };
	return reported ? m.leadership_money_partly_reported(words) : m.leadership_money_partly(words);
}

/** Stages that are known of part of the lines only, by how many, and whether set or reported. */
export function partlyKnown(stages: Stage[]): string[] {
	const partly = stages.filter(({ set, lines }) => set > 0 && set < lines);
	const alike = Map.groupBy(partly, ({ set, reported }) => `${set} ${reported}`);
	return [...alike.values()].map(partlyWords);
}
