import { expect, test } from 'vitest';
import type { BudgetLineRecord, PlanRecord } from '../records/records.ts';
import { costTotals, costVersions, isMixed, type StoredBasis } from './cost-versions.ts';

const line = (id: string, cost: bigint | null): BudgetLineRecord => ({
	...{ id, elementId: '1', fundSource: 'GAA', appropriationYear: 2026, cost },
	...{ appropriation: null, allotment: null, obligation: null, disbursement: null },
	spendingAsOf: null
});
const planOf = (now: BudgetLineRecord[], then?: BudgetLineRecord[]) =>
	({
		budgetLines: now,
		...(then && { stretches: [{ from: '-infinity', plan: { budgetLines: then } }] })
	}) as unknown as PlanRecord;
const basis = (on: string | null, more: Partial<StoredBasis> = {}): StoredBasis => ({
	...{ budget_line_id: on, price_kind: 'constant', price_year: '2023' },
	...{ adopted_basis: null, price_source: null, ...more }
});

test('a line has its cost as adopted and in force, with the difference in money and as a share', () => {
	const plan = planOf([line('1', 120n), line('2', 80n)], [line('1', 100n), line('2', 80n)]);
	const costs = costVersions(plan, '1', [basis(null)]);
	expect(costs).toMatchObject([
		{ original: 100n, revised: 120n, difference: { difference: 20n, share: 0.2 } },
		{ original: 80n, revised: 80n, difference: { difference: 0n, share: 0 } }
	]);
	expect(costTotals(costs)).toEqual({
		original: 180n,
		revised: 200n,
		difference: { difference: 20n, share: 20 / 180 }
	});
});

test('without an amendment both are the same; a line that was added has no cost as adopted', () => {
	expect(costVersions(planOf([line('1', 5n)]), '1', [])).toMatchObject([
		{ original: 5n, revised: 5n, basis: null }
	]);
	expect(costVersions(planOf([line('2', 5n)], []), '1', [])).toMatchObject([
		{ original: null, wasAdopted: false, difference: null }
	]);
});

test('amounts at different prices are neither subtracted nor summed', () => {
	const plan = planOf([line('1', 120n), line('2', 80n)], [line('1', 100n), line('2', 80n)]);
	const other = costVersions(plan, '1', [basis('1', { adopted_basis: 'constant 2019 prices' })]);
	expect(other[0]?.difference).toBeNull();
	expect([costTotals(other), isMixed(other)]).toEqual([null, true]);
	const mixed = costVersions(plan, '1', [basis('1'), basis('2', { price_kind: 'current' })]);
	expect(mixed[0]?.difference).toEqual({ difference: 20n, share: 0.2 });
	expect([costTotals(mixed), isMixed(mixed)]).toEqual([null, true]);
});
