/** Plans in the making. */
import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';
import type { WorkedPlan } from '#lib/domain/proposals/work/worked.ts';

export interface PlanDraftTables {
	plan_draft: PlanDraftTable;
}

interface PlanDraftTable {
	id: GeneratedAlways<string>;
	title: string;
	text: string;
	file_name: string | null;
	worked: JSONColumnType<WorkedPlan>;
	version: ColumnType<number, number | undefined, number>;
	begun_at: ColumnType<Date, never, never>;
	changed_at: ColumnType<Date, Date | undefined, Date>;
	discarded_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	/** The plan that was made of it. */
	plan_id: ColumnType<string | null, string | null | undefined, string | null>;
	/** A plan that is there already, a draft without elements; null: one is made of its own. */
	fills_id: ColumnType<string | null, string | null | undefined, null>;
}
