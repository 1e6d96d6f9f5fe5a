/** Plans, their notes, periods and decisions, and what is stored of them for lists. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ConfidenceRule } from '#lib/domain/records/confidence-rules.ts';
import type {
	ElementKind,
	Frequency,
	GoalStatusRule,
	NoteListKind,
	NotePlace,
	RollUpMethod
} from '#lib/domain/records/vocabulary.ts';
import type { Id } from './columns.ts';

export interface PlanTables {
	plan: PlanTable;
	plan_note: PlanNoteTable;
	plan_note_element: PlanNoteElementTable;
	decision: DecisionTable;
	reporting_period: ReportingPeriodTable;
	plan_summary: PlanSummaryTable;
	search_entry: SearchEntryTable;
}

export type PlanLabels = Record<ElementKind, { one: string; many: string }>;

export interface PlanTable {
	id: Id;
	slug: string;
	title: string;
	short_title: string | null;
	description: string | null;
	language: string;
	currency: string;
	time_zone: string;
	fiscal_year_start_month: Generated<number>;
	period_start: string | null;
	period_end: string | null;
	vision: string | null;
	mission: string | null;
	labels: JSONColumnType<PlanLabels>;
	demonstration: Generated<boolean>;
	/** Of a demonstration: the plan as published that it is made from. */
	demonstrates_id: string | null;
	roll_up_method: Generated<RollUpMethod>;
	goal_status_rule: Generated<GoalStatusRule>;
	confidence_rules: JSONColumnType<ConfidenceRule[]>;
	coverage_threshold: ColumnType<string, string | number | undefined, string | number>;
	revision: ColumnType<string, string | number | undefined, string | number>;
	/** The revision at which the plan itself was last changed, not what was reported on it. */
	structure_revision: Generated<string>;
	/** Grows as its reporting periods are opened, closed and dated. */
	period_revision: Generated<string>;
	/** The day whose versions are the current rows. */
	current_day: Generated<string>;
	/** The revision with which the plan was adopted here; null: it came as an adopted one, or is a draft. */
	adopted_revision: ColumnType<string | null, string | null | undefined, string | null>;
	/** Not adopted yet: only planners see it, and its changes have no days. */
	draft: Generated<boolean>;
	reporting_frequency: ColumnType<Frequency | null, Frequency | null | undefined, Frequency | null>;
	/** When it was set aside as a draft; null: it was not. */
	discarded_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	/** When it was adopted here; null: it is a draft, or came as an adopted one. */
	adopted_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	instrument_number: ColumnType<string | null, string | null | undefined, string | null>;
	instrument_on: ColumnType<string | null, string | null | undefined, string | null>;
	instrument_address: ColumnType<string | null, string | null | undefined, string | null>;
	seed_digest: string | null;
	seed_revision: ColumnType<
		string | null,
		string | number | null | undefined,
		string | number | null
	>;
}

/** Its provenance is kept under the plan, in the field `notes.{code}`. */
export interface PlanNoteTable {
	id: Id;
	plan_id: string;
	position: number;
	code: string;
	/** The heading that it stands under; null: none. */
	topic: string | null;
	/** A heading beneath that one. */
	subtopic: string | null;
	/** What the text prints before it: `1.`, `A.`, `-`. */
	marker: string | null;
	place: Generated<NotePlace>;
	text: string;
	/** What the list is of that it stands in; null: no list that is of use elsewhere. */
	list_kind: ColumnType<NoteListKind | null, NoteListKind | null | undefined, NoteListKind | null>;
	/** ISO 3166-1 alpha-2: whose practice it is. */
	country: ColumnType<string | null, string | null | undefined, string | null>;
	/** The axis whose terms are the list that follows its words. */
	axis_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface PlanNoteElementTable {
	id: Id;
	note_id: string;
	plan_id: string;
	element_id: string;
}

export interface DecisionTable {
	id: Id;
	plan_id: string;
	element_id: string | null;
	title: string;
	reason: string | null;
	decider_id: string | null;
	raised_on: string;
	due_on: string | null;
	decided_on: string | null;
	outcome: string | null;
	withdrawn_on: ColumnType<string | null, string | null | undefined, string | null>;
	withdrawn_reason: ColumnType<string | null, string | null | undefined, string | null>;
	version: Generated<number>;
}

export interface ReportingPeriodTable {
	id: Id;
	plan_id: string;
	frequency: Frequency;
	label: string;
	starts_on: string;
	ends_on: string;
	due_on: string;
}

export interface PlanSummaryTable {
	plan_id: string;
	revision: ColumnType<string, string | number, string | number>;
	as_of: string;
	summary: JSONColumnType<object>;
	/** The latest period whose reports were due; null before the first. */
	due_period_id: string | null;
}

/** What can be found by searching; its words are written and read by SQL alone. */
export interface SearchEntryTable {
	id: Id;
	plan_id: string;
	element_id: string | null;
	kpi_id: string | null;
	code: string | null;
	title: string;
}
