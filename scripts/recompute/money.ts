/** Money: each stage, what is left between two, and one as a share of another, over the lines where it is set. */
import { latest, type Facts } from './facts.ts';
import type { ElementFacts } from './facts-form.ts';
import { Fraction } from './fraction.ts';

const stages = ['appropriation', 'allotment', 'obligation', 'disbursement'];

/** Two stages, and what lies between them is called. */
const between: [whole: string, part: string, balance: string | null, share: string][] = [
	['appropriation', 'allotment', 'unreleased', 'released_share'],
	['allotment', 'obligation', 'unobligated', 'obligated_share'],
	['obligation', 'disbursement', 'unpaid', 'paid_share'],
	['allotment', 'disbursement', null, 'spent_of_allotment']
];

export interface MoneyNumber {
	value: string | Fraction | null;
	/** Over how many lines it is, and of how many. */
	lines: number;
	of_lines: number;
}

type Line = Map<string, Fraction>;

/** The total of each stage of a line up to the status date. */
function amountsOf(facts: Facts, line: string): Line {
	const rows = Map.groupBy(
		facts.money.filter((row) => row.line === line),
		({ stage }) => stage
	);
	const amounts = [...rows].flatMap(([stage, ofStage]): [string, Fraction][] => {
		const last = latest(ofStage, ({ as_of }) => as_of, facts.asOf);
		return last ? [[stage, Fraction.read(last.amount)]] : [];
	});
	return new Map(amounts);
}

export function moneyOf(facts: Facts, of: ElementFacts | null): Record<string, MoneyNumber> {
	const leaves = new Set(facts.leaves(of).map(({ id }) => id));
	const lines = facts.lines
		.filter(({ element }) => leaves.has(element))
		.map(({ id }) => amountsOf(facts, id));
	const sum = (of: Line[], stage: string) => Fraction.sum(of.map((line) => line.get(stage)!));
	const numbers: Record<string, MoneyNumber> = {};
	const add = (name: string, over: Line[], value: MoneyNumber['value']) => {
		numbers[name] = { value, lines: over.length, of_lines: lines.length };
	};
	for (const stage of stages) {
		const set = lines.filter((line) => line.has(stage));
		add(stage, set, set.length === 0 ? null : sum(set, stage).money());
	}
	for (const [whole, part, balance, share] of between) {
		const both = lines.filter((line) => line.has(whole) && line.has(part));
		const [above, below] = [sum(both, part), sum(both, whole)];
		if (balance) add(balance, both, both.length === 0 ? null : below.minus(above).money());
		add(share, both, below.equals(Fraction.zero) ? null : above.over(below));
	}
	return numbers;
}
