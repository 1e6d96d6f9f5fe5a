/** Fund sources, budget lines, and what was spent of them. */
import type { Generated } from 'kysely';
import type { budgetLine } from '#lib/kinds/budget-line.ts';
import type { Id, Decimal, Declared, InstantNow } from './columns.ts';

export interface BudgetTables {
	fund_source: FundSourceTable;
	budget_line: BudgetLineTable;
	budget_release: BudgetReleaseTable;
	spending: SpendingTable;
	spending_current: SpendingCurrentTable;
}

export interface FundSourceTable {
	id: Id;
	plan_id: string;
	code: string;
	title: string;
}

export interface BudgetLineTable extends Declared<typeof budgetLine> {
	id: Id;
	element_id: string;
	element_kind: Generated<'activity'>;
	fund_source_id: string;
	appropriation_year: number;
	version: Generated<number>;
}

/** Totals of the first two stages, each from its day on. */
export interface BudgetReleaseTable {
	id: Id;
	plan_id: string;
	budget_line_id: string;
	stage: 'appropriation' | 'allotment';
	/** `-infinity`: from the beginning. */
	as_of: string;
	/** The plan's structure revision with which it came; 0: with the plan. */
	revision: string;
	/** Null: with the plan. */
	recorded_at: Date | null;
	/** Null: not set. */
	amount: Decimal | null;
}

export interface SpendingTable {
	id: Id;
	budget_line_id: string;
	report_id: string | null;
	as_of: string;
	obligation: Decimal;
	disbursement: Decimal;
	recorded_at: InstantNow;
	recorded_by: string | null;
	request_id: string | null;
}

export interface SpendingCurrentTable {
	budget_line_id: string;
	spending_id: string;
	as_of: string;
}
