/** What was appropriated, allotted, obligated and disbursed, over the lines where it is known. */
import type { Knowable } from '../records/known.ts';
import type { Money } from '../records/records.ts';
import { moneyStages, type MoneyStage } from '../records/vocabulary.ts';
import { lineName, linesOf, stageInput } from './budget-line-inputs.ts';
import type { Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import { totalFigure } from './money.ts';
import type { Reckoned } from './reckoned-plan.ts';

const stageFigure = <Name extends MoneyStage>(name: Name) =>
	summaryFigure({
		name,
		unit: 'money',
		value: ({ plan, element }: Reckoned): Knowable<Money> =>
			totalFigure(name, plan.money(element).stages[name]),
		steps: (of): Steps => ({
			rule: 'sum',
			inputs: linesOf(of).map((line) => ({
				...stageInput(line, name),
				...lineName(line, of.plan.tree),
				kind: 'budget_line'
			}))
		})
	});

export const stageFigures = moneyStages.map(stageFigure);
