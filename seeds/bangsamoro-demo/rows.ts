/**
 * What the generator returns: rows of history, keyed by codes and slugs, without database ids. Days
 * are `YYYY-MM-DD`, instants ISO 8601 in the plan's time zone, money decimal text with two places.
 */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type {
	Confidence,
	DeliveryState,
	ReportingState,
	SlippageCause
} from '#lib/domain/records/vocabulary.ts';

/** ISO 8601 with the offset of Manila. */
export type Instant = string;

export interface PeriodRow {
	frequency: 'quarter';
	/** `2026 Q3`; other rows name the period by it. */
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
	dueOn: IsoDate;
}

/** When a period was opened, closed and published, and opened again. */
export interface CycleRow {
	period: string;
	openedAt: Instant;
	closedAt: Instant;
	publishedAt: Instant;
	/** Null: it stays closed. */
	reopened: { at: Instant; reason: string } | null;
}

/** One organisation's report for one period. Nothing submitted: no transitions. */
export interface ReportRow {
	organisation: string;
	period: string;
	/** In the order in which they happened. */
	transitions: TransitionRow[];
}

export interface TransitionRow {
	state: Extract<ReportingState, 'submitted' | 'returned' | 'approved'>;
	occurredAt: Instant;
	/** Why it was returned. */
	reason: string | null;
}

/** What a row of a report has in common: whose report, and when it was entered. */
export interface ReportedRow {
	/** The organisation in whose report it stands. */
	organisation: string;
	period: string;
	recordedAt: Instant;
}

export interface UpdateRow extends ReportedRow {
	activity: string;
	asOf: IsoDate;
	delivery: DeliveryState;
	/** 0 … 100; with milestones: the share of those reached. */
	physicalPercent: number;
	actualStart: IsoDate | null;
	actualEnd: IsoDate | null;
	recoveryOn: IsoDate | null;
	slippageCause: SlippageCause | null;
	declaredConfidence: Confidence | null;
	declaredReason: string | null;
	note: string | null;
}

export interface MilestoneReachedRow extends ReportedRow {
	activity: string;
	/** Of the milestone. */
	position: number;
	reachedOn: IsoDate;
}

export interface MeasurementRow extends ReportedRow {
	kpi: string;
	measuredOn: IsoDate;
	value: number;
	numerator: number | null;
	denominator: number | null;
	/** By the names of a dimension and of its term; left out: only the total was reported. */
	cells?: { dimension: string; term: string; value: number }[];
}

export interface BudgetLineKey {
	activity: string;
	fundSource: string;
	appropriationYear: number;
}

export interface BudgetLineRow extends BudgetLineKey {
	appropriation: string;
	/** Released by the end of the last period; null: its year has not begun. */
	allotment: string | null;
}

/** To date, at the end of a period. */
export interface SpendingRow extends BudgetLineKey, ReportedRow {
	asOf: IsoDate;
	obligation: string;
	disbursement: string;
}

/** Each list ascends by the instant at which its rows were recorded; periods, lines and reports by their keys. */
export interface DemonstrationHistory {
	periods: PeriodRow[];
	/** One a period, in their order. */
	cycles: CycleRow[];
	reports: ReportRow[];
	budgetLines: BudgetLineRow[];
	updates: UpdateRow[];
	milestonesReached: MilestoneReachedRow[];
	measurements: MeasurementRow[];
	spending: SpendingRow[];
}
