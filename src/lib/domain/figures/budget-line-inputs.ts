/** Budget lines as inputs of totals of money, each once. */
import type { BudgetLineRecord, ElementRecord, IsoDate } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import type { MoneyStage } from '../records/vocabulary.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import { input, type Derivation, type DerivationInput } from './derivation.ts';
import { whyMissing } from './money.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** The lines of an element and of all beneath it, or of the plan. */
export function linesOf({ plan, element }: Reckoned): BudgetLineRecord[] {
	const beneath = (one: ElementRecord | null): BudgetLineRecord[] => [
		...(one === null ? [] : (plan.tree.budgetLines.get(one.id) ?? [])),
		...(plan.tree.children.get(one?.id ?? null) ?? []).flatMap(beneath)
	];
	return beneath(element);
}

/** An amount of a line; when it was reported, where ministries report it. */
export function stageInput(line: BudgetLineRecord, stage: MoneyStage): DerivationInput {
	const isReported = whyMissing(stage) === 'not_reported';
	return input(stage, {
		raw: line[stage],
		on: isReported ? line.spendingAsOf : null,
		state:
			line[stage] === null ? { state: 'missing', reason: whyMissing(stage) } : { state: 'known' },
		sourceId: line.id
	});
}

const codes = new Remade<ElementRecord[], Map<string, string>>();

/** Of each element by its id: a plan may have as many lines as activities, each named in many figures. */
const codesIn = ({ elements }: PlanTree) =>
	codes.make(elements, [], () => new Map(elements.map(({ id, code }) => [id, code])));

/** A line is called by its fund source and year, and found by the code of its activity. */
export function lineName(line: BudgetLineRecord, tree: PlanTree) {
	return {
		id: line.id,
		code: codesIn(tree).get(line.elementId) ?? null,
		title: `${line.fundSource} ${line.appropriationYear}`
	};
}

/** A line whose value is a figure of its own. */
export function lineDerivation(
	line: BudgetLineRecord,
	{ plan }: Reckoned,
	asOf: IsoDate,
	made: Pick<Derivation, 'figure' | 'rule' | 'inputs' | 'result'>
): Derivation {
	const { id, title } = lineName(line, plan.tree);
	const of = { kind: 'budget_line', id, code: null, title } as const;
	return { ...made, of, unit: 'money', asOf, coverage: null };
}
