/** The four stages of money, as the bars draw them. */
import {
	shareFigure,
	shares,
	shareStages,
	type MoneyFigures,
	type MoneyTotal
} from '#lib/domain/figures/money.ts';
import { moneyStages } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Money } from '#lib/domain/records/records.ts';
import { moneyPrecision } from './differences.ts';
import { money, percent, type MoneyPrecision } from './format.ts';
import { moneyWords } from './vocabulary.ts';

/** A sum in words; "not set" where no line says it, with how many do where only some. */
export function totalText(
	{ sum, set, lines }: MoneyTotal,
	currency: string,
	precision?: MoneyPrecision
): string {
	if (set === 0) return m.unknown_not_set();
	const amount = money(sum, currency, precision);
	return set === lines ? amount : m.plan_money_some({ amount, set, lines });
}

/**
 * How the stages and the balances between them are written, so that they subtract as shown. A stage
 * that is set on fewer lines than the one before has a balance that is not the difference of the two.
 */
export function stagesPrecision({ stages }: Pick<MoneyFigures, 'stages'>): MoneyPrecision {
	const totals = moneyStages.map((stage) => stages[stage]).filter(({ set }) => set > 0);
	return moneyPrecision(
		totals.flatMap((total, i): [Money, Money][] => {
			const before = totals[i - 1];
			return before?.set === total.set ? [[total.sum, before.sum]] : [];
		})
	);
}

/** Each stage with its share of the stage before, over the lines where both are set. */
export function moneyBars(figures: MoneyFigures, currency: string) {
	const precision = stagesPrecision(figures);
	return moneyStages.map((stage) => {
		const total = figures.stages[stage];
		const share = shares.find(
			(name) => name !== 'spent_of_allotment' && shareStages[name][1] === stage
		);
		const figure = share && shareFigure(figures, share);
		return {
			word: moneyWords[stage](),
			amountText: total.set === 0 ? m.unknown_not_set() : money(total.sum, currency, precision),
			value: total.set === 0 ? null : Number(total.sum) / 100,
			shareText: figure?.known ? percent(figure.value) : null
		};
	});
}
