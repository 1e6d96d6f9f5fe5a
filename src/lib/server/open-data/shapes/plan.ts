/** A plan and its elements as the API gives them. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type {
	DeliveryState,
	ElementKind,
	MoneyStage,
	NoteListKind,
	OwnerRole,
	SlippageCause
} from '#lib/domain/records/vocabulary.ts';
import type { KpiDocument } from './kpi.ts';
import type {
	FieldProvenance,
	MoneyDocument,
	ObjectDocument,
	ProvenanceDocument,
	PublicationDocument,
	TemplateOriginDocument
} from './object.ts';
import type { WorkRecordDocument } from './work.ts';

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
	/** Null: it was taken from none. */
	from_template: TemplateOriginDocument | null;
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
	/** What the list is of that it stands in; null: no list that is of use elsewhere. */
	list_kind: NoteListKind | null;
	list_kind_provenance: ProvenanceDocument | null;
	/** ISO 3166-1 alpha-2: whose practice it is; null: not stated. */
	country: string | null;
	country_provenance: ProvenanceDocument | null;
	/** The axis whose terms follow its words, by the codes of its framework and of itself; null: none does. */
	list: { framework: string; axis: string } | null;
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
