/** How totals of money came about, down to the budget lines. */
import { figureInput, input, type Derivation, type DerivationInput } from './explain.ts';
import { known, unknown, type Knowable } from './known.ts';
import { balanceStages, isBalance, lineBalance, type Balance, type MoneyTotal } from './money.ts';
import type { BudgetLineRecord, IsoDate, Money } from './records.ts';
import type { MoneyStage } from './vocabulary.ts';

/** A total as a figure: unknown, not 0, where no line is set. */
export function totalFigure(total: MoneyTotal): Knowable<Money> {
	return total.set === 0 ? unknown('not_set') : known(total.sum);
}

function stageInput(line: BudgetLineRecord, stage: MoneyStage): DerivationInput {
	return input(stage, {
		raw: line[stage],
		on: line.spendingAsOf,
		state: line[stage] === null ? { state: 'missing', reason: 'not_set' } : { state: 'known' },
		sourceId: line.id
	});
}

/** A budget line as an input of a total; a balance is itself the difference of two stages. */
export function lineInput(
	line: BudgetLineRecord,
	name: MoneyStage | Balance,
	asOf: IsoDate
): DerivationInput {
	const title = `${line.fundSource} ${line.appropriationYear}`;
	if (!isBalance(name)) {
		return { ...stageInput(line, name), kind: 'budget_line', id: line.id, title };
	}
	const amount = lineBalance(line, name);
	const nested: Derivation = {
		figure: name,
		of: { kind: 'budget_line', id: line.id, code: null, title },
		unit: 'money',
		asOf,
		rule: amount === null ? 'as_given' : 'difference',
		inputs: balanceStages[name].map((stage) => stageInput(line, stage)),
		result: amount === null ? unknown('not_set') : known(amount),
		coverage: null
	};
	return figureInput('budget_line', nested);
}
