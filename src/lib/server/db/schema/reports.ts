/** What organisations report of activities. */
import type { Generated } from 'kysely';
import type {
	Confidence,
	DeliveryState,
	ReportingState,
	SlippageCause
} from '#lib/domain/records/vocabulary.ts';
import type { Id, DecimalOrNull, InstantNow } from './columns.ts';

export interface ReportTables {
	report: ReportTable;
	report_transition: ReportTransitionTable;
	activity_update: ActivityUpdateTable;
	activity_current: ActivityCurrentTable;
	milestone_reached: MilestoneReachedTable;
}

export interface ReportTable {
	id: Id;
	period_id: string;
	organisation_id: string;
}

export interface ReportTransitionTable {
	id: Id;
	report_id: string;
	state: Exclude<ReportingState, 'not_due'>;
	reason: string | null;
	occurred_at: InstantNow;
	by_user: string | null;
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
	reached_on: string | null;
	recorded_at: InstantNow;
	recorded_by: string | null;
}
