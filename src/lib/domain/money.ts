/** Money (rule 11): exact, in hundredths of the plan's currency; never a float. */
import type { BudgetLineRecord, Money } from './records.ts';
import type { MoneyStage } from './vocabulary.ts';

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

/** The four stages and the balances between them. */
export type MoneyFigures = Record<MoneyStage | Balance, MoneyTotal>;
