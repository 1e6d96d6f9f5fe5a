/** Figures, and how they came about, as the API gives them. */
import type { DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import type {
	DerivationRule,
	FigureOwner,
	InputKind,
	Unit
} from '#lib/domain/figures/derivation.ts';
import type { FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { MeasuringState } from '#lib/domain/kpis/kpi-figures.ts';
import type { OutlookVerdict } from '#lib/domain/kpis/outlook.ts';
import type { ActivityState } from '#lib/domain/progress/activity-progress.ts';
import type { CurvePoint } from '#lib/domain/progress/curve.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type {
	Confidence,
	ElementKind,
	ReportingState,
	RollUpMethod
} from '#lib/domain/records/vocabulary.ts';
import type { CellCoverageDocument } from './kpi.ts';
import type { RollOutFiguresDocument } from './roll-outs.ts';

/** One figure; unknown is null, with the reason. */
export interface FigureDocument {
	value: number | string | null;
	unit: Unit;
	/** ISO 4217, where the unit is money. */
	currency?: string;
	reason?: UnknownReason;
	/** Known ÷ applicable weight; left out where nothing is weighted. */
	coverage?: number | null;
	/** True: known on less than the plan's threshold of weight. */
	partial?: boolean;
	/** The page on which it explains itself. */
	explain: string;
	/** The same as data. */
	derivation_link: string;
	/** Budget lines that it is over, of all; of money only. */
	lines?: number;
	of_lines?: number;
	/** On board for the figures of the plan as a whole. */
	derivation?: DerivationDocument;
}

export interface DerivationInputDocument {
	kind: InputKind;
	id: string | null;
	code: string | null;
	title: string | null;
	weight: number | null;
	raw: number | string | null;
	counted: number | string | null;
	on: IsoDate | null;
	state: 'known' | 'carried' | 'missing' | 'excluded';
	reason?: UnknownReason;
	/** How an organisation's report stands, since the day in `on`. */
	reporting?: ReportingState;
	source_id: string | null;
	derivation: DerivationDocument | null;
}

/** How a figure came about, down to the reports; enough to compute it again. */
export interface DerivationDocument {
	figure: string;
	of: FigureOwner;
	unit: Unit;
	currency?: string;
	as_of: IsoDate;
	/** Of which month, quarter or year it is; left out: it is of the day. */
	period?: { label: string; starts_on: IsoDate; ends_on: IsoDate };
	rule: DerivationRule;
	value: number | string | null;
	reason?: UnknownReason;
	coverage: number | null;
	inputs: DerivationInputDocument[];
}

export interface ConfidenceDocument {
	/** What is shown; null: no colour is given. */
	confidence: Confidence | null;
	computed: Confidence | null;
	declared: Confidence | null;
	reason?: string;
}

/** The figures of one element. */
export interface ElementFiguresDocument {
	kind: ElementKind;
	id: string;
	code: string;
	title: string;
	/** How an activity counts; null of a goal or an objective. */
	state: ActivityState | null;
	/** 0…1 of the plan's weight; null: not weighed, or it does not count. */
	effective_weight: number | null;
	delivery_progress: FigureDocument;
	planned_progress: FigureDocument;
	/** Done over those that planned is reckoned over. */
	done_compared: FigureDocument;
	slippage: FigureDocument;
	attainment: FigureDocument;
	days_late: FigureDocument;
	confidence: ConfidenceDocument;
}

export interface KpiFiguresDocument {
	kind: 'kpi';
	id: string;
	code: string;
	title: string;
	state: MeasuringState;
	measured_on: IsoDate | null;
	kpi_value: FigureDocument;
	kpi_attainment: FigureDocument;
	kpi_achievement: FigureDocument;
	/** What the value is compared with there; in the KPI's unit. */
	kpi_period_target: number | null;
	/** Whether the target's window misses a measurement; null where windows don't matter. */
	kpi_window_partial: boolean | null;
	/** Null: it is reported by its total alone. */
	kpi_cells: CellCoverageDocument | null;
	kpi_due_value: FigureDocument;
	kpi_gap: FigureDocument;
	kpi_outlook: OutlookVerdict;
	/** At the end target's day, with its 80 % band. */
	kpi_projected: FigureDocument;
	kpi_projected_low: number | null;
	kpi_projected_high: number | null;
	kpi_pace: FigureDocument;
	kpi_needed_pace: FigureDocument;
	kpi_miss_by: number | null;
}

export interface ReportingDocument {
	period: { label: string; starts_on: IsoDate; ends_on: IsoDate; due_on: IsoDate } | null;
	reported: number;
	expected: number;
	organisations: {
		id: string;
		acronym: string;
		state: ReportingState;
		reported: boolean;
		days_overdue: number | null;
	}[];
}

/** What the dashboard shows of a plan on a day. */
export interface FiguresDocument {
	kind: 'figures';
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	/** Up to when recorded rows are known. */
	known_on: IsoDate;
	/** Whether what was planned is that of the plan's adoption, or as amended by the status date. */
	reading: PlanReading;
	/** The day for which slippage is reckoned; null before the first period is due. */
	slippage_on: IsoDate | null;
	revision: number;
	/** How activities are weighed, and how many have no weight yet. */
	weighting: { method: RollUpMethod; not_weighed: number };
	/** The figures of the plan as a whole, each with its derivation on board. */
	headline: Partial<Record<FigureName, FigureDocument>> & { effective_weight: number | null };
	confidence: ConfidenceDocument;
	activity_counts: DeliveryCounts;
	kpis_measured: { measured: number; due: number };
	completeness: Record<
		'owners' | 'dates' | 'budgets' | 'objectives_with_kpis',
		{ set: number; of: number }
	>;
	reporting: ReportingDocument;
	decisions: {
		id: string;
		title: string;
		reason: string | null;
		decider: string | null;
		raised_on: IsoDate;
		due_on: IsoDate | null;
	}[];
	/** A point at the end of each reporting period; after the status date planned alone. */
	curve: CurvePoint[];
	elements: ElementFiguresDocument[];
	kpis: KpiFiguresDocument[];
	/** Left out: the plan has none on the day. */
	roll_outs?: RollOutFiguresDocument[];
}
