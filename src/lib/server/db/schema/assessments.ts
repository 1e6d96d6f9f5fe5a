/** Assessments of organisations: what was answered, each step, targets, and what was made of gaps. */
import type { ColumnType } from 'kysely';
import type { Round } from '#lib/domain/maturity/assessment.ts';
import type { AssessmentStep } from '#lib/domain/maturity/cycle.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Decimal, Id, InstantNow } from './columns.ts';

export interface AssessmentTables {
	assessment: AssessmentTable;
	assessment_answer: AssessmentAnswerTable;
	assessment_step: AssessmentStepTable;
	assessment_closing: AssessmentClosingTable;
	maturity_target: MaturityTargetTable;
	published_index: PublishedIndexTable;
}

interface Act {
	id: Id;
	/** Null: a seed's. */
	by_user: string | null;
	recorded_at: InstantNow;
}

export interface AssessmentTable extends Act {
	plan_id: string;
	model_id: string;
	organisation_id: string;
	on_day: string;
}

export interface AssessmentAnswerTable extends Act {
	assessment_id: string;
	round: Round;
	criterion: string;
	level_number: number | null;
	not_applicable: boolean;
	evidence: string | null;
	comment: string | null;
}

export interface AssessmentStepTable extends Act {
	assessment_id: string;
	step: AssessmentStep;
	step_reason: string | null;
	criterion_reasons: ColumnType<Record<string, string>, string | undefined, never>;
}

export interface AssessmentClosingTable extends Act {
	assessment_id: string;
	criterion: string;
	/** Of a draft amendment: there only once that is adopted. */
	element_id: string;
	/** Null: it was made in the plan itself. */
	amendment_id: string | null;
}

export interface MaturityTargetTable extends Act {
	plan_id: string;
	model_id: string;
	/** Null: all organisations of the plan. */
	organisation_id: string | null;
	/** Null: none any more. */
	level_number: number | null;
	due_on: string | null;
	state_reason: string;
}

export interface PublishedIndexTable extends Act {
	plan_id: string;
	model_id: string | null;
	organisation_id: string | null;
	of_label: string | null;
	index_title: string;
	method: string;
	on_day: string;
	index_value: Decimal;
	origin: ColumnType<Origin, string, never>;
}
