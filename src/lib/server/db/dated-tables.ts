/** The tables of what is planned, by day and revision, and of how it came to be changed. */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type {
	BudgetLineTable,
	ElementLinkTable,
	ElementTable,
	ElementTermTable,
	KpiTable,
	KpiTargetTable,
	MilestoneTable,
	OwnerTable,
	PlanTable
} from './schema.ts';

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

type VersionOf<Table, NotPlanned extends keyof Table = never> = Versioned &
	Omit<Table, keyof Versioned | NotPlanned>;

type NotPlanned =
	| 'slug'
	| 'language'
	| 'time_zone'
	| 'demonstration'
	| 'demonstrates_id'
	| 'structure_revision'
	| 'seed_digest'
	| 'seed_revision'
	| 'current_day'
	| 'adopted_revision';

export interface DatedTables {
	plan_version: VersionOf<PlanTable, NotPlanned>;
	element_version: VersionOf<ElementTable, 'version' | 'retired_at'>;
	owner_version: VersionOf<OwnerTable, 'valid_from' | 'valid_to'>;
	milestone_version: VersionOf<MilestoneTable>;
	element_term_version: VersionOf<ElementTermTable>;
	element_link_version: VersionOf<ElementLinkTable>;
	kpi_version: VersionOf<KpiTable, 'version' | 'retired_at'>;
	kpi_target_version: VersionOf<KpiTargetTable>;
	budget_line_version: VersionOf<BudgetLineTable, 'version' | 'appropriation' | 'allotment'>;
	plan_revision: PlanRevisionTable;
	amendment: AmendmentTable;
	amendment_change: AmendmentChangeTable;
	written_row: WrittenRowTable;
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
