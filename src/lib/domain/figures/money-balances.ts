/** What is left between two stages, over the lines where both are set (rule 12). */
import { known, stateOf, unknown, type Knowable } from '../records/known.ts';
import type { BudgetLineRecord, Money } from '../records/records.ts';
import { lineDerivation, lineName, linesOf, stageInput } from './budget-line-inputs.ts';
import { figureInput, type DerivationInput, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import {
	balances,
	balanceStages,
	balanceTotal,
	lineBalance,
	totalFigure,
	whyMissing,
	type Balance
} from './money.ts';
import type { Reckoned } from './reckoned-plan.ts';

function lineInput(line: BudgetLineRecord, name: Balance, of: Reckoned): DerivationInput {
	const amount = lineBalance(line, name);
	const [before, after] = balanceStages[name];
	const missing = line[before] === null ? before : after;
	const result = amount === null ? unknown(whyMissing(missing)) : known(amount);
	const nested = lineDerivation(line, of, of.plan.days.asOf, {
		figure: name,
		rule: amount === null ? 'as_given' : 'difference',
		inputs: [stageInput(line, before), stageInput(line, after)],
		result
	});
	return {
		...figureInput('budget_line', nested),
		...lineName(line, of.plan.tree),
		state: stateOf(result)
	};
}

const balanceFigure = <Name extends Balance>(name: Name) =>
	summaryFigure({
		name,
		unit: 'money',
		value: ({ plan, element }: Reckoned): Knowable<Money> =>
			totalFigure(balanceStages[name][1], balanceTotal(plan.money(element), name)),
		steps: (of): Steps => ({
			rule: 'sum',
			inputs: linesOf(of).map((line) => lineInput(line, name, of))
		})
	});

export const balanceFigures = balances.map(balanceFigure);
