/** The tables of what is planned, by day and revision, and of how it came to be changed. */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
/** What a version has beside what it says of its record. */
interface Versioned {
	plan_id: string;
	id: string;
	/** `-infinity`: from the beginning. */
	holds_from: string;
	/** The plan's structure revision with which it came. */
	revision: string;
	retired: Generated<boolean>;
	retired_reason: string | null;
}

type VersionOf<Table, NotPlanned extends string = never> = Versioned &
	Omit<Table, keyof Versioned | NotPlanned>;

type NotPlanned =
	| 'slug'
	| 'language'
	| 'time_zone'
	| 'demonstration'
	| 'demonstrates_id'
	| 'structure_revision'
	| 'period_revision'
	| 'seed_digest'
	| 'seed_revision'
	| 'current_day'
	| 'adopted_revision'
	| 'draft'
	| 'reporting_frequency'
	| 'adopted_at'
	| 'instrument_number'
	| 'instrument_on'
	| 'instrument_address';

type CurrentKind =
	| 'plan'
	| 'element'
	| 'owner'
	| 'milestone'
	| 'element_term'
	| 'element_link'
	| 'kpi'
	| 'kpi_target'
	| 'budget_line'
	| 'plan_note'
	| 'plan_note_element';

/** Versions of the current rows, and how they came to be. */
export interface DatedTables<Current extends Record<CurrentKind, object>> {
	plan_version: VersionOf<Current['plan'], NotPlanned>;
	element_version: VersionOf<Current['element'], 'version' | 'retired_at'>;
	owner_version: VersionOf<Current['owner'], 'valid_from' | 'valid_to'>;
	milestone_version: VersionOf<Current['milestone']>;
	element_term_version: VersionOf<Current['element_term']>;
	element_link_version: VersionOf<Current['element_link']>;
	kpi_version: VersionOf<Current['kpi'], 'version' | 'retired_at'>;
	kpi_target_version: VersionOf<Current['kpi_target']>;
	budget_line_version: VersionOf<Current['budget_line'], 'version' | 'appropriation' | 'allotment'>;
	plan_note_version: VersionOf<Current['plan_note']>;
	plan_note_element_version: VersionOf<Current['plan_note_element']>;
	plan_revision: PlanRevisionTable;
	amendment: AmendmentTable;
	amendment_change: AmendmentChangeTable;
	written_row: WrittenRowTable;
	untold_change: UntoldChangeTable;
}

/** How a revision of a plan came about. */
export type RevisionWay = 'first' | 'correction' | 'amendment' | 'before_dating';

export interface PlanRevisionTable {
	plan_id: string;
	revision: string;
	/** Null: with the plan. */
	recorded_at: Date | null;
	actor_id: string | null;
	way: RevisionWay;
	amendment_id: string | null;
	reason: string | null;
}

export interface AmendmentTable {
	id: GeneratedAlways<string>;
	plan_id: string;
	title: string;
	reason: string;
	holds_from: string;
	drafted_at: ColumnType<Date, never, never>;
	drafted_by: string | null;
	adopted_at: ColumnType<Date | null, never, Date>;
	adopted_by: ColumnType<string | null, never, string>;
	abandoned_at: ColumnType<Date | null, never, Date | null>;
	instrument_number: ColumnType<string | null, never, string>;
	instrument_on: ColumnType<string | null, never, string>;
	instrument_address: ColumnType<string | null, never, string | null>;
	version: Generated<number>;
}

export interface AmendmentChangeTable {
	id: GeneratedAlways<string>;
	amendment_id: string;
	kind: string;
	record_id: string;
	/** A column; `retired`: whether it is planned no more. */
	field: string;
	before: JSONColumnType<object, string | null, string | null>;
	after: JSONColumnType<object, string | null, string | null>;
	reason: string | null;
	actor_id: string | null;
	written: Generated<number>;
}

export interface WrittenRowTable {
	place: GeneratedAlways<string>;
	writer: Generated<string>;
	plan_id: string;
	kind: string;
	id: string;
	before: JSONColumnType<object>;
	after: JSONColumnType<object>;
}

/** Before which entry the audit log does not tell how a field stood that was changed before plans had versions. */
export interface UntoldChangeTable {
	plan_id: string;
	kind: string;
	record_id: string;
	field: string;
	entry_id: string;
}
