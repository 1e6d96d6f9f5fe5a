/** Checklists: what a plan is compared with, what was answered of each item, and what was made of gaps. */
import type { ColumnType } from 'kysely';
import type { Verdict } from '#lib/domain/checklists/answers.ts';
import type { Id, InstantNow } from './columns.ts';

export interface ChecklistTables {
	checklist: ChecklistTable;
	checklist_step: ChecklistStepTable;
	checklist_answer: ChecklistAnswerTable;
	checklist_closing: ChecklistClosingTable;
}

interface Act {
	id: Id;
	/** Null: a seed's. */
	by_user: string | null;
	recorded_at: InstantNow;
}

export interface ChecklistTable extends Act {
	plan_id: string;
	checklist_title: string;
	framework_id: string | null;
	/** Null: all axes. */
	axis_id: string | null;
	template_id: string | null;
}

export interface ChecklistStepTable extends Act {
	checklist_id: string;
	step: 'published' | 'unpublished' | 'set_aside';
	reason: string;
}

export interface ChecklistAnswerTable extends Act {
	checklist_id: string;
	plan_id: string;
	item_key: string;
	/** Null: taken back. */
	verdict: Verdict | null;
	answer_reason: string | null;
	element_ids: ColumnType<string[], readonly string[] | undefined, never>;
}

export interface ChecklistClosingTable extends Act {
	checklist_id: string;
	item_key: string;
	/** Of a draft amendment: there only once that is adopted. */
	element_id: string;
	/** Null: it was made in the plan itself. */
	amendment_id: string | null;
}
