/**
 * The tables as Kysely sees them. Ids are bigint in the database and text here; dates are
 * `YYYY-MM-DD` text, money and other numerics are decimal text: nothing passes through a float or a
 * local midnight on its way. See `connect.ts` for the parsers.
 */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { element } from '#lib/kinds/element.ts';
import type { budgetLine } from '#lib/kinds/budget-line.ts';
import type { Field, Kind } from '#lib/kinds/field.ts';
import type { kpi } from '#lib/kinds/kpi.ts';
import type { DatedTables } from './dated-tables.ts';
import type { DraftTables } from './draft-tables.ts';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import type { SheetMap } from '#lib/domain/interchange/roles.ts';
import type { ConfidenceRule } from '#lib/domain/records/confidence-rules.ts';
import type {
	Confidence,
	DeliveryState,
	ElementKind,
	Frequency,
	GoalStatusRule,
	NotePlace,
	OwnerRole,
	ProvenanceKind,
	ReportingState,
	Role,
	RollUpMethod,
	SlippageCause,
	UnitKind
} from '#lib/domain/records/vocabulary.ts';

type Id = GeneratedAlways<string>;
/** Written as text or number, read as text. */
type Decimal = ColumnType<string, string | number, string | number>;
type DecimalOrNull = ColumnType<
	string | null,
	string | number | null | undefined,
	string | number | null
>;
/** A column as the field that declares it is stored. */
type ColumnOf<Of> =
	Of extends Field<infer Value, infer Reads>
		? Reads extends { as: 'decimal' | 'money' }
			? null extends Value
				? DecimalOrNull
				: ColumnType<string, string | number | undefined, string | number>
			: Reads extends { as: 'flag' }
				? Generated<boolean>
				: Value
		: never;
/** The columns that a kind of record declares, but for those that the database fills by itself. */
type Declared<Of extends Kind, Filled extends keyof Of = never> = {
	[Name in Exclude<keyof Of, Filled>]: ColumnOf<Of[Name]>;
};
type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantNow = ColumnType<Date, Date | string | undefined, never>;

/** The tables of what is planned on some day, and what belongs to it. */
export type VersionTables = DatedTables<CurrentTables>;

export interface Database extends CurrentTables, VersionTables, DraftTables {}

export interface CurrentTables {
	organisation: OrganisationTable;
	organisation_succession: OrganisationSuccessionTable;
	reporting_through: ReportingThroughView;
	user_account: UserAccountTable;
	role_grant: RoleGrantTable;
	session: SessionTable;
	sign_in_link: SignInLinkTable;
	invitation: InvitationTable;
	second_factor: SecondFactorTable;
	recovery_code: RecoveryCodeTable;
	half_sign_in: HalfSignInTable;
	sign_in_failure: SignInFailureTable;
	known_browser: KnownBrowserTable;
	unlock_link: UnlockLinkTable;
	plan: PlanTable;
	element: ElementTable;
	owner: OwnerTable;
	milestone: MilestoneTable;
	framework: FrameworkTable;
	framework_term: FrameworkTermTable;
	element_term: ElementTermTable;
	element_link: ElementLinkTable;
	plan_note: PlanNoteTable;
	plan_note_element: PlanNoteElementTable;
	decision: DecisionTable;
	confidence_override: ConfidenceOverrideTable;
	kpi: KpiTable;
	kpi_target: KpiTargetTable;
	fund_source: FundSourceTable;
	budget_line: BudgetLineTable;
	reporting_period: ReportingPeriodTable;
	report: ReportTable;
	report_transition: ReportTransitionTable;
	activity_update: ActivityUpdateTable;
	former_code: FormerCodeTable;
	sent_form: SentFormTable;
	workbook_upload: WorkbookUploadTable;
	column_map: ColumnMapTable;
	activity_current: ActivityCurrentTable;
	milestone_reached: MilestoneReachedTable;
	measurement: MeasurementTable;
	spending: SpendingTable;
	spending_current: SpendingCurrentTable;
	publication: PublicationTable;
	passage: PassageTable;
	provenance: ProvenanceTable;
	audit_entry: AuditEntryTable;
	entry_origin: EntryOriginTable;
	denial: DenialTable;
	plan_summary: PlanSummaryTable;
	search_entry: SearchEntryTable;
}

export interface OrganisationTable {
	id: Id;
	slug: string;
	jurisdiction: string;
	acronym: string;
	name: string;
	kind: 'ministry' | 'office' | 'agency';
	parent_id: string | null;
	reports_through_id: string | null;
	valid_from: string | null;
	valid_to: string | null;
}

/** A view: in whose report an organisation's figures are given today, its own or that of its successor. */
export interface ReportingThroughView {
	organisation_id: string;
	through_id: string;
}

export interface OrganisationSuccessionTable {
	predecessor_id: string;
	successor_id: string;
	happened_on: string | null;
}

export interface UserAccountTable {
	id: Id;
	email: string;
	name: string;
	password_hash: string | null;
	demonstration: Generated<boolean>;
	created_at: InstantNow;
	disabled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	erased_at: ColumnType<Date | null, never, Date>;
}

export interface RoleGrantTable {
	id: Id;
	user_id: string;
	role: Role;
	organisation_id: string | null;
}

export interface SessionTable {
	/** sha256 of the token in the cookie, hexadecimal. */
	id: string;
	user_id: string;
	created_at: InstantNow;
	expires_at: Instant;
	began_by: Generated<BeganBy>;
	/** The network address that it came from; null where that is not known. */
	address: string | null;
	/** What the browser calls itself. */
	device: string | null;
	/** When the person last gave the password or a code. */
	confirmed_at: Instant;
}

/** How somebody proved who they are, before any second factor. */
export type BeganBy = 'password' | 'link' | 'invitation';

export interface SignInLinkTable {
	token_hash: string;
	user_id: string;
	created_at: InstantNow;
	expires_at: Instant;
	used_at: ColumnType<Date | null, never, Date>;
}

export interface InvitationTable {
	id: Id;
	token_hash: string;
	email: string;
	name: string;
	role: Role;
	organisation_id: string | null;
	invited_by: string | null;
	created_at: InstantNow;
	expires_at: Instant;
	accepted_at: ColumnType<Date | null, never, Date>;
}

export interface SecondFactorTable {
	user_id: string;
	/** Sealed; see `second-factor/seal.ts`. */
	secret: Buffer;
	created_at: InstantNow;
	confirmed_at: ColumnType<Date | null, Date | null | undefined, Date>;
	last_step: ColumnType<string, number | undefined, number>;
}

export interface RecoveryCodeTable {
	id: Id;
	user_id: string;
	code_hash: string;
	used_at: ColumnType<Date | null, never, Date>;
}

export interface HalfSignInTable {
	token_hash: string;
	user_id: string;
	began_by: BeganBy;
	created_at: InstantNow;
	expires_at: Instant;
}

export interface SignInFailureTable {
	/** sha256, hexadecimal. */
	key: string;
	/** Failures, less what has leaked away until `failed_at`. */
	level: number;
	failed_at: Instant;
	expires_at: Instant;
}

export interface KnownBrowserTable {
	token_hash: string;
	user_id: string;
	used_at: Instant;
	expires_at: Instant;
}

export interface UnlockLinkTable {
	token_hash: string;
	user_id: string;
	expires_at: Instant;
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
	/** The day whose versions are the current rows. */
	current_day: Generated<string>;
	/** The revision with which the plan was adopted; null: it came as an adopted one, or is none yet. */
	adopted_revision: ColumnType<string | null, string | null | undefined, string | null>;
	seed_digest: string | null;
	seed_revision: ColumnType<
		string | null,
		string | number | null | undefined,
		string | number | null
	>;
}

export interface ElementTable extends Declared<typeof element> {
	id: Id;
	plan_id: string;
	kind: ElementKind;
	parent_id: string | null;
	parent_kind: ElementKind | null;
	position: number;
	retired_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	retired_reason: string | null;
	version: Generated<number>;
}

export interface OwnerTable {
	id: Id;
	element_id: string;
	organisation_id: string;
	role: OwnerRole;
	valid_from: string | null;
	valid_to: string | null;
}

export interface MilestoneTable {
	id: Id;
	element_id: string;
	element_kind: Generated<'activity'>;
	position: number;
	title: string;
	weight: ColumnType<string, string | number | undefined, string | number>;
	planned_on: string | null;
}

export interface FrameworkTable {
	id: Id;
	slug: string;
	title: string;
}

export interface FrameworkTermTable {
	id: Id;
	framework_id: string;
	position: number;
	code: string;
	title: string;
}

export interface ElementTermTable {
	id: Id;
	element_id: string;
	term_id: string;
}

export interface ElementLinkTable {
	id: Id;
	element_id: string;
	plan_id: string;
	serves_id: string;
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
}

export interface PlanNoteElementTable {
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

export interface ConfidenceOverrideTable {
	id: Id;
	element_id: string;
	/** Null: what was decided before is lifted. */
	confidence: Confidence | null;
	reason: string;
	set_on: string;
	expires_on: string | null;
	recorded_at: InstantNow;
}

export interface KpiTable extends Declared<typeof kpi, 'unit_kind'> {
	id: Id;
	element_id: string;
	/** Its element's; kept by a trigger. */
	plan_id: ColumnType<string, never, never>;
	position: number;
	unit_kind: Generated<UnitKind>;
	retired_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	retired_reason: string | null;
	version: Generated<number>;
}

export interface KpiTargetTable {
	id: Id;
	kpi_id: string;
	due_on: string;
	value: Decimal;
}

export interface FundSourceTable {
	id: Id;
	plan_id: string;
	code: string;
	title: string;
}

export interface BudgetLineTable extends Declared<typeof budgetLine> {
	id: Id;
	element_id: string;
	element_kind: Generated<'activity'>;
	fund_source_id: string;
	appropriation_year: number;
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

export interface MeasurementTable {
	id: Id;
	kpi_id: string;
	organisation_id: string | null;
	report_id: string | null;
	measured_on: string;
	value: Decimal;
	numerator: DecimalOrNull;
	denominator: DecimalOrNull;
	note: string | null;
	recorded_at: InstantNow;
	recorded_by: string | null;
	request_id: string | null;
}

export interface SpendingTable {
	id: Id;
	budget_line_id: string;
	report_id: string | null;
	as_of: string;
	obligation: Decimal;
	disbursement: Decimal;
	recorded_at: InstantNow;
	recorded_by: string | null;
	request_id: string | null;
}

export interface SpendingCurrentTable {
	budget_line_id: string;
	spending_id: string;
	as_of: string;
}

export interface PublicationTable {
	id: Id;
	plan_id: string | null;
	title: string;
	publisher: string | null;
	published_on: string | null;
	address: string | null;
}

export interface PassageTable {
	id: Id;
	publication_id: string;
	code: string;
	text: string;
}

export interface ProvenanceTable {
	id: Id;
	plan_id: string | null;
	element_id: string | null;
	kpi_id: string | null;
	organisation_id: string | null;
	field: string;
	kind: ProvenanceKind;
	passage_id: string | null;
	quote: string | null;
	reason: string | null;
	publication_id: string | null;
}

export interface AuditEntryTable {
	id: ColumnType<string, never, never>;
	occurred_at: ColumnType<Date, never, never>;
	actor_id: string | null;
	action: string;
	plan_id: string | null;
	subject_kind: string;
	subject_id: string | null;
	detail: JSONColumnType<Record<string, unknown>>;
	hash: ColumnType<Buffer, never, never>;
}

export interface DenialTable {
	user_id: string;
	what: string;
	hour: Instant;
	times: number;
	expires_at: Instant;
}

export interface EntryOriginTable {
	entry_id: string;
	address: string | null;
	device: string | null;
	expires_at: Instant;
}

export interface FormerCodeTable {
	id: Id;
	plan_id: string;
	/** One of the two. */
	element_id: string | null;
	kpi_id: string | null;
	code: string;
}

export interface SentFormTable {
	request_id: string;
	digest: string;
	result: JSONColumnType<unknown[] | object, string, never>;
	recorded_at: ColumnType<Date, never, never>;
}

/** A workbook that somebody sent and may still take into the plan. */
export interface WorkbookUploadTable {
	id: Generated<string>;
	plan_id: string;
	user_id: string;
	name: string;
	/** The plan that it says it is of; null: it does not say. */
	slug: string | null;
	sheets: JSONColumnType<Sheet[], string, never>;
	/** Of each sheet; null: it is not read. */
	maps: JSONColumnType<(SheetMap | null)[], string, string>;
	created_at: InstantNow;
	expires_at: Instant;
}

/** How a layout was read, by a digest of its header. */
export interface ColumnMapTable {
	plan_id: string;
	shape: string;
	map: JSONColumnType<SheetMap, string, string>;
	used_at: ColumnType<Date, Date | undefined, Date>;
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
