import { expect, test } from 'vitest';
import type { BudgetLineRecord } from '../records/records.ts';
import { contracted, type ContractSum } from './contracted.ts';

const line = (id: string, obligation: bigint | null): BudgetLineRecord => ({
	...{ id, elementId: '1', fundSource: 'GAA', appropriationYear: 2026, cost: null },
	...{ appropriation: null, allotment: null, obligation, disbursement: null, spendingAsOf: null }
});
const contract = (value: bigint | null, on: string | null, state = 'active'): ContractSum => ({
	...{ contract_value: value, budget_line_id: on },
	contract_state: state as ContractSum['contract_state']
});

test('contracts on a line stand beside what is obligated there, and say by how much they are more', () => {
	const lines = [line('1', 100n), line('2', 100n), line('3', null)];
	const sums = contracted([contract(70n, '1'), contract(50n, '1'), contract(100n, '2')], lines);
	expect(sums).toMatchObject([
		{ sum: 120n, obligation: 100n, exceeds: 20n, unknown: 0 },
		{ sum: 100n, obligation: 100n, exceeds: null }
	]);
	expect(contracted([contract(5n, '3')], lines)).toMatchObject([
		{ obligation: null, exceeds: null }
	]);
});

test('contracts on no line, or on one that is gone, are counted with all others', () => {
	const sums = contracted([contract(70n, '1'), contract(50n, null)], [line('1', 100n)]);
	expect(sums).toMatchObject([
		{ sum: 70n, exceeds: null },
		{ line: null, sum: 120n, obligation: 100n, exceeds: 20n }
	]);
	expect(contracted([contract(1n, '9')], [])).toMatchObject([{ line: null, obligation: null }]);
});

test('cancelled ones do not count, and those without a value are counted apart', () => {
	const all = [contract(70n, '1', 'cancelled'), contract(null, '1'), contract(1n, '1')];
	expect(contracted(all, [line('1', 100n)])).toMatchObject([{ sum: 1n, unknown: 1 }]);
	expect(contracted([contract(70n, '1', 'cancelled')], [line('1', 1n)])).toEqual([]);
});
