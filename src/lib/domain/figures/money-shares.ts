/** One stage of money as a share of another: above and below are the same lines (rule 12). */
import { known } from '../records/known.ts';
import type { BudgetLineRecord } from '../records/records.ts';
import type { MoneyStage } from '../records/vocabulary.ts';
import { lineName, linesOf, stageInput } from './budget-line-inputs.ts';
import { figureInput, type Derivation, type DerivationInput, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import { shareFigure, shares, shareStages, type MoneyShare } from './money.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** A stage's total over the lines where the other is set too. */
function pairedInput(of: Reckoned, stage: MoneyStage, other: MoneyStage): DerivationInput {
	const { tree, days } = of.plan;
	const paired = ({ [stage]: one, [other]: two }: BudgetLineRecord) => one !== null && two !== null;
	const lines = linesOf(of).filter(paired);
	const { id, title } = of.element ?? tree.plan;
	const nested: Derivation = {
		figure: stage,
		of: { kind: of.element?.kind ?? 'plan', id, code: of.element?.code ?? null, title },
		unit: 'money',
		asOf: days.asOf,
		rule: 'sum',
		inputs: lines.map((line) => ({
			...stageInput(line, stage),
			...lineName(line, tree),
			kind: 'budget_line'
		})),
		result: known(lines.reduce((sum, line) => sum + line[stage]!, 0n)),
		coverage: null
	};
	// it is not the stage's whole total, so it leads to no page of its own
	return { ...figureInput(stage, nested), code: null };
}

const moneyShareFigure = <Name extends MoneyShare>(name: Name) =>
	summaryFigure({
		name,
		unit: 'share',
		value: ({ plan, element }: Reckoned) => shareFigure(plan.money(element), name),
		steps: (of): Steps => {
			const [whole, part] = shareStages[name];
			return {
				rule: 'ratio',
				inputs: [pairedInput(of, part, whole), pairedInput(of, whole, part)]
			};
		}
	});

export const shareFigures = shares.map(moneyShareFigure);
