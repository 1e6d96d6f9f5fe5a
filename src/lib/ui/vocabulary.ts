/** The words and shapes of the closed vocabularies; the domain holds their keys. */
import type { StatementKind } from '#lib/domain/alignment/links.ts';
import type { ItemState } from '#lib/domain/checklists/answers.ts';
import type { AssessmentState, AssessmentStep } from '#lib/domain/maturity/cycle.ts';
import type { ScoringRule } from '#lib/domain/maturity/model.ts';
import type { OrganisationKind } from '#lib/domain/entries/organisation-entry.ts';
import { m } from '#lib/paraglide/messages.js';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type {
	Arity,
	ClosureReason,
	Confidence,
	ContractState,
	Engagement,
	EstablishmentKind,
	StakeholderKind,
	DeliveryState,
	ElementKind,
	Frequency,
	GoalStatusRule,
	KpiDirection,
	MoneyStage,
	NoteListKind,
	OfficeCapacity,
	OverOrganisationsRule,
	OverTimeRule,
	OwnerRole,
	PriceKind,
	ReportingState,
	Role,
	ResultLevel,
	RollUpMethod,
	SlippageCause,
	UnitKind
} from '#lib/domain/records/vocabulary.ts';
import type { MemberState } from '#lib/domain/rollout/records.ts';
import type { Extent } from '#lib/domain/rollout/setup.ts';

type Words<Key extends string> = Record<Key, () => string>;

export type DeliveryWord =
	DeliveryState | 'not_reported' | 'not_due' | 'not_applicable' | 'not_set';

export const deliveryWords: Words<DeliveryWord> = {
	not_started: m.delivery_not_started,
	in_progress: m.delivery_in_progress,
	completed: m.delivery_completed,
	on_hold: m.delivery_on_hold,
	cancelled: m.delivery_cancelled,
	not_reported: m.delivery_not_reported,
	not_due: m.delivery_not_due,
	not_applicable: m.delivery_not_applicable,
	not_set: m.delivery_not_set
};

/** Shapes differ in outline, so that they are told apart without colour. */
export const deliveryShapes: Record<DeliveryWord, string> = {
	not_started: '○',
	in_progress: '◐',
	completed: '●',
	on_hold: '‖',
	cancelled: '×',
	not_reported: '◌',
	not_due: '·',
	not_applicable: '–',
	not_set: '◌'
};

export const confidenceWords: Words<Confidence> = {
	on_track: m.confidence_on_track,
	at_risk: m.confidence_at_risk,
	off_track: m.confidence_off_track
};
export const confidenceShapes: Record<Confidence, string> = {
	on_track: '●',
	at_risk: '▲',
	off_track: '■'
};

export const reportingWords: Words<ReportingState> = {
	not_due: m.reporting_not_due,
	not_submitted: m.reporting_not_submitted,
	draft: m.reporting_draft,
	submitted: m.reporting_submitted,
	returned: m.reporting_returned,
	approved: m.reporting_approved,
	published: m.reporting_published
};
export const reportingShapes: Record<ReportingState, string> = {
	not_due: '·',
	not_submitted: '◌',
	draft: '✎',
	submitted: '→',
	returned: '↩',
	approved: '✓',
	published: '✓'
};

export const kindWords: Words<ElementKind> = {
	goal: m.kind_goal,
	objective: m.kind_objective,
	activity: m.kind_activity
};
export const ownerWords: Words<OwnerRole> = {
	lead: m.owner_lead,
	co_lead: m.owner_co_lead,
	reporter: m.owner_reporter
};
export const directionWords: Words<KpiDirection> = {
	up: m.direction_up,
	down: m.direction_down,
	range: m.direction_range
};
export const directionShapes: Record<KpiDirection, string> = { up: '↑', down: '↓', range: '↕' };
export const frequencyWords: Words<Frequency> = {
	month: m.frequency_month,
	quarter: m.frequency_quarter,
	year: m.frequency_year
};
export const resultLevelWords: Words<ResultLevel> = {
	input: m.result_level_input,
	output: m.result_level_output,
	outcome: m.result_level_outcome,
	impact: m.result_level_impact
};
/** With what it means, where it stands alone. */
export const resultLevelSentences: Words<ResultLevel> = {
	input: m.result_level_says_input,
	output: m.result_level_says_output,
	outcome: m.result_level_says_outcome,
	impact: m.result_level_says_impact
};
export const unitKindWords: Words<UnitKind> = {
	count: m.unit_kind_count,
	percent_of_whole: m.unit_kind_percent_of_whole,
	percent_change: m.unit_kind_percent_change,
	currency: m.unit_kind_currency,
	duration: m.unit_kind_duration,
	index: m.unit_kind_index
};
export const overTimeWords: Words<OverTimeRule> = {
	last: m.over_time_last,
	flow_plan: m.over_time_flow_plan,
	flow_window: m.over_time_flow_window,
	ratio: m.over_time_ratio
};
export const arityWords: Words<Arity> = {
	one: m.framework_arity_one,
	at_most_one: m.framework_arity_at_most_one,
	many: m.framework_arity_many
};

export const scoringWords: Words<ScoringRule> = {
	weighted_mean: m.maturity_scoring_weighted_mean,
	lowest_dimension: m.maturity_scoring_lowest_dimension,
	gate_per_level: m.maturity_scoring_gate_per_level
};

export const assessmentStateWords: Words<AssessmentState> = {
	draft: m.assessment_state_draft,
	submitted: m.assessment_state_submitted,
	returned: m.assessment_state_returned,
	verified: m.assessment_state_verified,
	published: m.assessment_state_published,
	withdrawn: m.assessment_state_withdrawn
};

export const assessmentStepWords: Words<AssessmentStep> = {
	submit: m.assessment_step_submit,
	return: m.assessment_step_return,
	verify: m.assessment_step_verify,
	publish: m.assessment_step_publish,
	unpublish: m.assessment_step_unpublish,
	withdraw: m.assessment_step_withdraw
};

export const methodWords: Words<RollUpMethod> = {
	cost: m.edit_method_cost,
	weight: m.edit_method_weight,
	equal: m.edit_method_equal
};
export const goalRuleWords: Words<GoalStatusRule> = {
	worst_critical_child: m.edit_goal_rule_worst,
	weighted: m.edit_goal_rule_weighted
};
export const overOrganisationsWords: Words<OverOrganisationsRule> = {
	none: m.edit_over_organisations_none,
	sum: m.edit_over_organisations_sum,
	ratio: m.edit_over_organisations_ratio,
	min: m.edit_over_organisations_min,
	max: m.edit_over_organisations_max
};
export const moneyWords: Words<MoneyStage> = {
	appropriation: m.money_appropriation,
	allotment: m.money_allotment,
	obligation: m.money_obligation,
	disbursement: m.money_disbursement
};
export const causeWords: Words<SlippageCause> = {
	procurement: m.cause_procurement,
	funds_not_released: m.cause_funds_not_released,
	staffing: m.cause_staffing,
	dependency: m.cause_dependency,
	legal: m.cause_legal,
	technical: m.cause_technical,
	weather_or_security: m.cause_weather_or_security,
	other: m.cause_other
};
export const closureWords: Words<ClosureReason> = {
	completed: m.closure_reason_completed,
	stopped: m.closure_reason_stopped,
	merged: m.closure_reason_merged,
	superseded: m.closure_reason_superseded,
	not_needed: m.closure_reason_not_needed,
	other: m.closure_reason_other
};
export const contractWords: Words<ContractState> = {
	planned: m.contract_state_planned,
	active: m.contract_state_active,
	ended: m.contract_state_ended,
	cancelled: m.contract_state_cancelled
};
export const stakeholderWords: Words<StakeholderKind> = {
	organisations: m.stakeholder_kind_organisations,
	officials: m.stakeholder_kind_officials,
	industry: m.stakeholder_kind_industry,
	academia: m.stakeholder_kind_academia,
	citizens: m.stakeholder_kind_citizens,
	others: m.stakeholder_kind_others
};
export const engagementWords: Words<Engagement> = {
	primary_audience: m.stakeholder_primary_audience,
	audience: m.stakeholder_audience,
	engaged: m.stakeholder_engaged
};
export const establishmentWords: Words<EstablishmentKind> = {
	appointed: m.competency_appointed,
	established: m.competency_established,
	vacated: m.competency_vacated,
	dissolved: m.competency_dissolved
};
export const priceWords: Words<PriceKind> = {
	constant: m.price_kind_constant,
	current: m.price_kind_current
};
export const statementWords: Words<StatementKind> = {
	vision: m.statement_kind_vision,
	goal: m.statement_kind_goal,
	objective: m.statement_kind_objective,
	target: m.statement_kind_target
};
export const verdictWords: Words<ItemState> = {
	covered: m.checklist_covered,
	partly: m.checklist_partly,
	not_covered: m.checklist_not_covered,
	not_applicable: m.checklist_not_applicable,
	open: m.checklist_open
};
/** Shapes differ in outline, so that they are told apart without colour. */
export const verdictShapes: Record<ItemState, string> = {
	covered: '●',
	partly: '◐',
	not_covered: '○',
	not_applicable: '–',
	open: '?'
};
export const checklistStepWords: Words<'published' | 'unpublished' | 'set_aside'> = {
	published: m.checklist_step_published,
	unpublished: m.checklist_step_unpublished,
	set_aside: m.checklist_step_set_aside
};
export const extentWords: Words<Extent['kind']> = {
	named: m.rollout_edit_extent_named,
	stated: m.rollout_edit_extent_stated,
	open: m.rollout_edit_extent_open
};
export const memberWords: Words<MemberState['standing']> = {
	takes_part: m.rollout_edit_takes_part,
	left: m.rollout_edit_left,
	merged: m.rollout_edit_merged
};
export const capacityWords: Words<OfficeCapacity> = {
	answers: m.office_answers,
	deputises: m.office_deputises
};
export const roleWords: Words<Role> = {
	leader: m.role_leader,
	reporter: m.role_reporter,
	approver: m.role_approver,
	planner: m.role_planner,
	administrator: m.role_administrator
};

/** Why a value is unknown, in two or three words that stand where the value would. */
export const unknownWords: Words<UnknownReason> = {
	not_applicable: m.unknown_not_applicable,
	cancelled: m.unknown_cancelled,
	not_due: m.unknown_not_due,
	shares_elements: m.unknown_shares_elements,
	nothing_applicable: m.unknown_nothing_applicable,
	not_reported: m.unknown_not_reported,
	not_measured: m.unknown_not_measured,
	not_set: m.unknown_not_set,
	dates_not_set: m.unknown_dates_not_set,
	baseline_not_set: m.unknown_baseline_not_set,
	target_not_set: m.unknown_target_not_set,
	range_not_set: m.unknown_range_not_set,
	numerator_not_set: m.unknown_numerator_not_set,
	denominator_is_zero: m.unknown_denominator_is_zero,
	nothing_known: m.unknown_nothing_known,
	too_few_reports: m.unknown_too_few_reports,
	not_weighed: m.unknown_not_weighed,
	no_outlook: m.unknown_no_outlook,
	no_direction: m.unknown_no_direction,
	target_not_positive: m.unknown_target_not_positive,
	no_period_due: m.unknown_no_period_due
};

export const organisationWords: Record<OrganisationKind, () => string> = {
	ministry: m.plan_organisation_ministry,
	office: m.plan_organisation_office,
	agency: m.plan_organisation_agency
};

export const noteListWords: Words<NoteListKind> = {
	risk_category: m.plan_list_risk_category,
	practice: m.plan_list_practice,
	topic: m.plan_list_topic
};
