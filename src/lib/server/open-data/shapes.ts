/**
 * What the API sends, version 1. Every document is written field by field from this list, so that a
 * column that is added to a table stays at home until somebody names it here.
 *
 * Days are `YYYY-MM-DD` in the plan's time zone; money is decimal text beside its currency; shares are
 * 0…1, slippage is in percentage points; what is not set or not known is null, with a `reason` where it
 * is a figure. Ids are stable; they are text.
 */
import type { KpiTexts } from '#lib/kinds/kpi.ts';
import type { CommitmentKind } from '#lib/domain/commitments/commitment.ts';
import type { Fate } from '#lib/domain/commitments/fate.ts';
import type { MoveWay } from '#lib/domain/commitments/moves.ts';
import type { OwnedFate } from '#lib/domain/commitments/owner-record.ts';
import type { WorkRecord } from '#lib/kinds/work-records.ts';
import type { MissingReason, UnknownReason } from '#lib/domain/records/known.ts';
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
import type { IsoDate, KpiRecord } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type {
	Confidence,
	DeliveryState,
	ElementKind,
	Frequency,
	MoneyStage,
	OwnerRole,
	ProvenanceKind,
	ReportingState,
	RollUpMethod,
	SlippageCause,
	UnitKind
} from '#lib/domain/records/vocabulary.ts';

/** Where a value comes from. */
export interface ProvenanceDocument {
	kind: ProvenanceKind;
	/** The words themselves, letter for letter. */
	quote?: string;
	/** One sentence of why. */
	reason?: string;
	publication?: PublicationDocument;
}

export interface PublicationDocument {
	title: string;
	publisher: string | null;
	published_on: IsoDate | null;
	address: string | null;
}

/** What every object carries. */
export interface ObjectDocument<Kind extends string> {
	kind: Kind;
	id: string;
	/** Unique among its kind within the plan; null where the kind has none. */
	code: string | null;
	title: string;
	/** Of the object's words; null where it was entered in the tracker with nothing said of it. */
	provenance: ProvenanceDocument | null;
}

/** By field: where its value comes from. */
export type FieldProvenance = Record<string, ProvenanceDocument>;

/** An amount of money; null with a reason where it is not set on any line. */
export interface MoneyDocument {
	amount: string | null;
	/** ISO 4217. */
	currency: string;
	/** Budget lines for which it is set, of all. */
	set: number;
	lines: number;
	reason?: MissingReason;
}

export interface OwnerDocument {
	role: OwnerRole;
	organisation: ObjectDocument<'organisation'>;
	/** The organisation in whose report its figures are given; mostly its own id. */
	reports_through: string;
	provenance: ProvenanceDocument | null;
}

export interface MilestoneDocument extends ObjectDocument<'milestone'> {
	/** Relative, above 0. */
	weight: number;
	planned_on: IsoDate | null;
	/** Null until reached. */
	reached_on: IsoDate | null;
}

export interface BudgetLineDocument extends ObjectDocument<'budget_line'> {
	fund_source: string;
	appropriation_year: number;
	currency: string;
	/** Decimal text; null: not set. */
	appropriation: string | null;
	allotment: string | null;
	/** To date; null: not reported. */
	obligation: string | null;
	disbursement: string | null;
	spending_as_of: IsoDate | null;
}

/** The latest of what the ministry reported of an activity. */
export interface UpdateDocument {
	id: string;
	as_of: IsoDate;
	delivery: DeliveryState;
	/** 0…100; null: see the milestones, or not reported. */
	physical_percent: number | null;
	actual_start: IsoDate | null;
	actual_end: IsoDate | null;
	recovery_on: IsoDate | null;
	slippage_cause: SlippageCause | null;
}

export interface MeasurementDocument {
	kind: 'measurement';
	id: string;
	measured_on: IsoDate;
	value: number;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
	/** Null: of the whole. */
	organisation_id: string | null;
	/** What was reported of its parts; of one that is not here nothing was. */
	cells: CellDocument[];
	provenance: ProvenanceDocument | null;
}

export interface CellDocument {
	/** The ids of its terms, in the order of their dimensions. */
	terms: string[];
	/** False: it was said that it does not apply. */
	applies: boolean;
	value: number | null;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
}

export interface DisaggregationDocument {
	dimensions: {
		id: string;
		name: string;
		/** Whether its terms come to the total. */
		adds_up: boolean;
		terms: { id: string; name: string }[];
	}[];
	/** Dimensions whose combinations are reported too, by their ids. */
	crosses: [string, string][];
}

/** How much of what is expected of the latest measurement was reported. */
export interface CellCoverageDocument {
	reported: number;
	/** Those expected that apply. */
	applicable: number;
	/** reported ÷ applicable; null: none applies. */
	coverage: number | null;
}

/** Its texts are those that `kinds` declares, by their names. */
export interface KpiDocument extends ObjectDocument<'kpi'>, KpiTexts {
	unit: string;
	unit_kind: UnitKind;
	direction: KpiRecord['direction'];
	frequency: KpiRecord['frequency'];
	over_time: KpiRecord['overTime'];
	over_organisations: KpiRecord['overOrganisations'];
	baseline: { value: number | null; on: IsoDate | null };
	/** The band of a range KPI; null for other directions. */
	range: { low: number; high: number; zero_distance: number | null } | null;
	tolerance: number;
	/** What of the chain of results it measures; null: not set. */
	result_level: KpiRecord['resultLevel'];
	/** A day after the plan's end; null: it is measured until the plan's end. */
	measured_until: IsoDate | null;
	/** By which parts its values are reported; null: by the total alone. */
	disaggregation: DisaggregationDocument | null;
	targets: { due_on: IsoDate; value: number; provenance: ProvenanceDocument | null }[];
	measurements: MeasurementDocument[];
	field_provenance: FieldProvenance;
}

/** A record of an element's work, or of the plan's, as one of its states says. */
export interface WorkRecordDocument {
	kind: WorkRecord;
	/** Of the record. */
	id: string;
	/** Of the state; the last one counts. */
	state: string;
	/** Code; null: the plan as a whole, or an element that is no part of it on the status date. */
	element: string | null;
	/** From this state on the record stands no more. */
	withdrawn: boolean;
	/** Why it was changed or withdrawn; null: it was added. */
	reason: string | null;
	recorded_at: string;
	/** By the names that `kinds` declares; money as decimal text in the plan's currency. */
	fields: Record<string, string | number | boolean | null>;
}

export interface HandOverDocument {
	kind: 'hand_over';
	id: string;
	element: string | null;
	role: OwnerRole;
	from: PartyDocument;
	to: PartyDocument;
	/** The first day on which it is the later one's. */
	handed_on: IsoDate;
	handed_over: string | null;
	reason: string;
	recorded_at: string;
}

interface PartyDocument {
	/** Id. */
	organisation: string;
	acronym: string;
	office: string | null;
}

/** All records of work with all their states, as they were known on a day. */
export interface WorkRecordsDocument {
	kind: 'work_records';
	plan: string;
	currency: string;
	known_on: IsoDate;
	records: WorkRecordDocument[];
	hand_overs: HandOverDocument[];
}

export interface ElementDocument extends ObjectDocument<ElementKind> {
	code: string;
	short_title: string | null;
	description: string | null;
	applicable: boolean;
	critical: boolean;
	/** False where the words read as an outcome, not as something delivered. */
	deliverable_defined: boolean;
	weight: number | null;
	/** Codes of framework terms. */
	terms: string[];
	owners: OwnerDocument[];
	planned_start: IsoDate | null;
	planned_end: IsoDate | null;
	forecast_start: IsoDate | null;
	forecast_end: IsoDate | null;
	/** Codes of elements that it also serves; every total counts it once, where it stands here. */
	also_serves: string[];
	milestones: MilestoneDocument[];
	budget_lines: BudgetLineDocument[];
	latest_update: UpdateDocument | null;
	kpis: KpiDocument[];
	field_provenance: FieldProvenance;
	/** Of its own: what stands of its contracts, places and offices, its price basis, its closure. */
	work_records: WorkRecordDocument[];
	children: ElementDocument[];
}

/** What the publication says besides its elements, or what has to be said of them. */
export interface NoteDocument extends ObjectDocument<'note'> {
	code: string;
	/** The first words of its text. */
	title: string;
	text: string;
	/** The heading that it stands under; null: none. */
	topic: string | null;
	/** Of `topic`; null where there is none. */
	topic_provenance: ProvenanceDocument | null;
	/** A heading beneath `topic`; null: none. */
	subtopic: string | null;
	subtopic_provenance: ProvenanceDocument | null;
	/** What the publication prints before it, as `1.` or `-`; null: it is no item of a list. */
	marker: string | null;
	marker_provenance: ProvenanceDocument | null;
}

export interface PlanSummaryDocument extends ObjectDocument<'plan'> {
	/** The plan's name in addresses. */
	code: string;
	short_title: string | null;
	language: string;
	currency: string;
	period: { start: IsoDate | null; end: IsoDate | null };
	/** True where owners, dates, budgets and reports are invented. */
	demonstration: boolean;
	revision: number;
	links: { self: string; figures: string; page: string };
}

export interface PlanDocument extends PlanSummaryDocument {
	/** The day as of which its reports and spending are told. */
	as_of: IsoDate;
	description: string | null;
	time_zone: string;
	fiscal_year_start_month: number;
	vision: string | null;
	mission: string | null;
	/** What the plan calls its kinds of element. */
	labels: Record<ElementKind, { one: string; many: string }>;
	roll_up_method: string;
	coverage_threshold: number;
	counts: { goals: number; objectives: number; activities: number; kpis: number };
	totals: Record<MoneyStage, MoneyDocument>;
	publications: PublicationDocument[];
	notes: NoteDocument[];
	periods: { id: string; label: string; starts_on: IsoDate; ends_on: IsoDate; due_on: IsoDate }[];
	field_provenance: FieldProvenance;
	/** Of the plan as a whole: its closure. */
	work_records: WorkRecordDocument[];
	/** Goals, with objectives and activities nested in their own `children`. */
	children: ElementDocument[];
}

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
}

/** How a date was moved. */
export interface MoveDocument {
	/** From when the plan has the other date, or of which day the report speaks. */
	on: IsoDate;
	from: IsoDate;
	/** Null: the date was taken away. */
	to: IsoDate | null;
	days: number | null;
	way: MoveWay;
	amendment: { id: string; title: string; instrument: string | null } | null;
	/** Said in a report, and then followed by the plan: no move of its own. */
	settled: boolean;
}

/** The planned end of an activity, or the day of a milestone. */
export interface CommitmentDocument {
	kind: CommitmentKind;
	id: string;
	/** Of the activity. */
	code: string;
	title: string;
	activity: string;
	/** Acronyms of who led it then. */
	leads: string[];
	/** As the plan had it then. */
	due_on: IsoDate;
	/** It came into the period after that began: not among those that were due in it. */
	added: boolean;
	fate: Fate;
	by: MoveWay | null;
	moved_to: IsoDate | null;
	ended_on: IsoDate | null;
	days_late: number | null;
	/** Since the period began. */
	moves: MoveDocument[];
}

export interface CommitmentPeriodDocument {
	label: string;
	starts_on: IsoDate;
	ends_on: IsoDate;
	/** The day whose plan says what was to end; null: as adopted. */
	planned_as_of: IsoDate | null;
	over: boolean;
	due: number;
	/** They add up to `due`. */
	counts: Record<Fate, number>;
	/** Of those moved, how many only in a report. */
	moved_in_report: number;
	added: number;
	/** `due` without what does not apply. */
	applicable: number;
	/** Kept on the day or before ÷ applicable, 0…1; null while the period runs, and of fewer than five. */
	kept_share: number | null;
	commitments: CommitmentDocument[];
}

/** What became of the dates that an organisation answered for as lead. */
export interface OwnerRecordDocument {
	id: string;
	acronym: string;
	dates: number;
	/** They add up to `dates`. */
	counts: Record<OwnedFate, number>;
	moved_dates: number;
	/** In days; `middle` is the median. */
	moved_later: { times: number; total: number; middle: number | null; longest: number | null };
	moved_earlier: number;
	taken_away: number;
	ways: Record<MoveWay, number>;
	/** Dates taken over from other organisations, each counted from that day. */
	taken_over: number;
}

/** What was to end in each period, and what became of it. */
export interface CommitmentsDocument {
	kind: 'commitments';
	plan: FiguresDocument['plan'];
	as_of: IsoDate;
	known_on: IsoDate;
	/** `baseline`: what was to end is what the plan set when it was adopted. */
	reading: PlanReading;
	revision: number;
	by: Frequency;
	periods: CommitmentPeriodDocument[];
	owners: OwnerRecordDocument[];
}

/** What went wrong. */
export interface ErrorDocument {
	error: {
		code:
			| 'bad_as_of'
			| 'not_published'
			| 'not_found'
			| 'no_such_figure'
			| 'bad_request'
			| 'wrong_host'
			| 'wrong_method'
			| 'too_large'
			| 'unavailable'
			| 'unexpected';
		message: string;
	};
}
