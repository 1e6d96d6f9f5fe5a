/** How totals of money came about, down to the budget lines. */
import { derivationOf, type Source } from './derivation-source.ts';
import { figureInput, input, type Derivation, type DerivationInput } from './explain.ts';
import { known, unknown } from '../records/known.ts';
import {
	balanceStages,
	isBalance,
	lineBalance,
	totalFigure,
	whyMissing,
	type Balance
} from '../figures/money.ts';
import type { Parent } from '../figures/parent-figures.ts';
import type { BudgetLineRecord, IsoDate } from '../records/records.ts';
import { shareOf } from '../figures/stage-shares.ts';
import type { Summary } from '../figures/summary.ts';
import type { MoneyStage } from '../records/vocabulary.ts';

function stageInput(line: BudgetLineRecord, stage: MoneyStage): DerivationInput {
	return input(stage, {
		raw: line[stage],
		on: line.spendingAsOf,
		state:
			line[stage] === null ? { state: 'missing', reason: whyMissing(stage) } : { state: 'known' },
		sourceId: line.id
	});
}

/** A budget line as an input of a total; a balance is itself the difference of two stages. */
function lineInput(
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
		result: amount === null ? unknown(whyMissing(name)) : known(amount),
		coverage: null
	};
	return figureInput('budget_line', nested);
}

/** A total of money, with each line once. */
export function explainMoney(
	source: Source,
	parent: Parent,
	summary: Summary,
	figure: MoneyStage | Balance
): Derivation {
	const { tree, figures } = source;
	const lines = (parent === null ? undefined : tree.budgetLines.get(parent.id)) ?? [];
	const own = lines.map((line) => lineInput(line, figure, tree.asOf));
	const beneath = (tree.children.get(parent?.id ?? null) ?? []).flatMap((child) => {
		const part = figures.elements.get(child.id);
		return part === undefined
			? []
			: [figureInput(child.kind, explainMoney(source, child, part, figure))];
	});
	const result = totalFigure(figure, summary.money[figure]);
	const about = { figure, unit: 'money', result, coverage: null } as const;
	return derivationOf(source, parent, about, { rule: 'sum', inputs: [...own, ...beneath] });
}

/** What was disbursed, as a share of what was allotted. */
export function explainSpent(source: Source, parent: Parent, summary: Summary): Derivation {
	const inputs = (['disbursement', 'allotment'] as const).map((stage) =>
		figureInput(stage, explainMoney(source, parent, summary, stage))
	);
	const result = shareOf(summary.money, 'disbursement', 'allotment');
	const about = { figure: 'spent_of_allotment', unit: 'share', result, coverage: null } as const;
	return derivationOf(source, parent, about, { rule: 'ratio', inputs });
}
