import { expect, test } from 'vitest';
import { planTree } from '../progress/plan-tree.ts';
import { addDays } from '../records/dates.ts';
import { demonstration } from '../testing/sample-plan.ts';
import { reportingFigures } from './reporting.ts';

const tree = planTree(demonstration());
const period = tree.plan.periods.at(-1)!;
const silentOf = (knownOn: string) =>
	reportingFigures(tree, period, knownOn).organisations.find(({ acronym }) => acronym === 'MPW');

test('on the due day nobody is silent yet; from the day after they are, and overdue by it', () => {
	const { dueOn } = period;
	expect(silentOf(dueOn)).toMatchObject({ state: 'not_due', daysOverdue: null });
	expect(silentOf(addDays(dueOn, 1))).toMatchObject({ state: 'not_submitted', daysOverdue: 1 });
});
