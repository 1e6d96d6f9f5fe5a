/** What organisations report of activities. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ReportAct } from '#lib/domain/reporting/cycle.ts';
import type {
	Confidence,
	DeliveryState,
	ReportingState,
	SlippageCause
} from '#lib/domain/records/vocabulary.ts';
import type { DecimalOrNull, Id, Instant, InstantNow } from './columns.ts';

export interface ReportTables {
	report: ReportTable;
	report_transition: ReportTransitionTable;
	activity_update: ActivityUpdateTable;
	activity_current: ActivityCurrentTable;
	milestone_reached: MilestoneReachedTable;
	period_step: PeriodStepTable;
	report_extension: ReportExtensionTable;
	report_return_item: ReportReturnItemTable;
	snapshot: SnapshotTable;
	publishing: PublishingTable;
	entry_draft: EntryDraftTable;
}

export interface ReportTable {
	id: Id;
	period_id: string;
	organisation_id: string;
	/** Its own due day; null: the period's. */
	due_on: ColumnType<string | null, string | null | undefined, string | null>;
}

/** That a period was opened, closed, or opened again. */
export interface PeriodStepTable {
	id: Id;
	period_id: string;
	step: 'opened' | 'closed' | 'reopened';
	reason: string | null;
	occurred_at: InstantNow;
	by_user: string | null;
}

/** Until when a report may be entered though its period is closed. */
export interface ReportExtensionTable {
	id: Id;
	report_id: string;
	until: string;
	reason: string;
	granted_at: InstantNow;
	by_user: string | null;
}

/** What of a report was returned: an activity, a KPI or a budget line. */
export interface ReportReturnItemTable {
	id: Id;
	transition_id: string;
	element_id: string | null;
	kpi_id: string | null;
	budget_line_id: string | null;
	reason: string;
}

/** The figures of a period as they were published; see `domain/reporting/snapshots.ts`. */
export interface SnapshotTable {
	id: Id;
	plan_id: string;
	period_id: string;
	/** 1 … n */
	version: number;
	/** What was corrected; null: it is the first. */
	reason: string | null;
	/** The status date of its figures. */
	as_of: string;
	/** Its day in the plan's time zone. */
	published_on: string;
	published_at: Instant;
	by_user: string | null;
	structure_revision: string;
	/** Of all that the plan shows. */
	revision: string;
	/** Documents as they were sent, compressed by gzip. */
	facts: Buffer;
	figures: Buffer;
	/** SHA-256 over both, hexadecimal. */
	digest: string;
}

export interface ReportTransitionTable {
	id: Id;
	report_id: string;
	state: Exclude<ReportingState, 'not_due'>;
	reason: string | null;
	occurred_at: InstantNow;
	by_user: string | null;
	/** What led there; null: of older rows it is not known. */
	act: ColumnType<ReportAct | null, ReportAct | null | undefined, never>;
	/** It waits for whoever approves inside the ministry; null: it does not. */
	handed_in: ColumnType<true | null, true | null | undefined, never>;
	/** By which it was published. */
	snapshot_id: ColumnType<string | null, string | null | undefined, never>;
}

export interface ActivityUpdateTable {
	id: Id;
	element_id: string;
	element_kind: Generated<'activity'>;
	/** Of the element; the database sets it. */
	plan_id: Generated<string>;
	report_id: string | null;
	as_of: string;
	recorded_at: InstantNow;
	recorded_by: string | null;
	delivery: DeliveryState;
	physical_percent: DecimalOrNull;
	actual_start: string | null;
	actual_end: string | null;
	recovery_on: string | null;
	slippage_cause: SlippageCause | null;
	declared_confidence: Confidence | null;
	/** Why; of older rows it stands in the note. */
	declared_reason: ColumnType<string | null, string | null | undefined, never>;
	note: string | null;
	request_id: string | null;
}

export interface ActivityCurrentTable {
	element_id: string;
	plan_id: string;
	update_id: string;
	as_of: string;
}

export interface MilestoneReachedTable {
	id: Id;
	milestone_id: string;
	report_id: ColumnType<string | null, string | null | undefined, never>;
	reached_on: string | null;
	recorded_at: InstantNow;
	recorded_by: string | null;
}

/** What a person typed into a form of a report and did not send yet. */
export interface EntryDraftTable {
	user_id: string;
	/** Of the form's page. */
	address: string;
	fields: JSONColumnType<Record<string, string>>;
	saved_at: InstantNow;
}

/** A publication that was asked for, and how far it is. */
export interface PublishingTable {
	id: Id;
	plan_id: string;
	period_id: string;
	/** What was corrected; null: it is the first. */
	reason: string | null;
	asked_by: string;
	asked_at: InstantNow;
	/** What is being done; null: nobody has begun. */
	step: 'reports' | 'facts' | 'figures' | 'keeping' | null;
	/** How often it was begun. */
	tries: Generated<number>;
	ended_at: ColumnType<Date | null, Date | null | undefined, Date>;
	snapshot_id: string | null;
	/** Why it came to nothing: a code; null: it did not, so far. */
	problem: string | null;
}
