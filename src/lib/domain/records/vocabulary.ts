/**
 * The closed vocabularies of the domain. Each list is the single place where its words are named;
 * the database holds the same words in check constraints, the messages hold what people read.
 */

/** The three kinds of element, from the widest to the narrowest; a child's kind is always narrower than its parent's. */
export const elementKinds = ['goal', 'objective', 'activity'] as const;
export type ElementKind = (typeof elementKinds)[number];

/** Where a reader meets a note: before all else, beside the vision, right above the plan's elements, or after them. */
export const notePlaces = ['start', 'vision', 'elements', 'end'] as const;
export type NotePlace = (typeof notePlaces)[number];

/** What a list among a plan's notes is of, where others can put it to use. */
export const noteListKinds = ['risk_category', 'practice', 'topic'] as const;
export type NoteListKind = (typeof noteListKinds)[number];

/** How far the work itself is: a fact that the ministry states. */
export const deliveryStates = [
	'not_started',
	'in_progress',
	'completed',
	'on_hold',
	'cancelled'
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Whether the work is expected to meet its plan: a judgement, computed or declared. */
export const confidences = ['on_track', 'at_risk', 'off_track'] as const;
export type Confidence = (typeof confidences)[number];

/** Where a report stands. */
export const reportingStates = [
	'not_due',
	'not_submitted',
	'draft',
	'submitted',
	'returned',
	'approved',
	'published'
] as const;
export type ReportingState = (typeof reportingStates)[number];

/** Who answers for an element, who delivers jointly, who enters the figures. */
export const ownerRoles = ['lead', 'co_lead', 'reporter'] as const;
export type OwnerRole = (typeof ownerRoles)[number];

/** What a person may be; see `permissions.ts` for what each may do. */
export const roles = ['leader', 'reporter', 'approver', 'planner', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Where a field's value comes from; see the provenance rule in the README. */
export const provenanceKinds = ['source', 'public_record', 'editorial', 'demo'] as const;
export type ProvenanceKind = (typeof provenanceKinds)[number];

/** How many terms of an axis an element has; one that has none of an axis of `one` is named as missing it. */
export const arities = ['one', 'at_most_one', 'many'] as const;
export type Arity = (typeof arities)[number];

/** `up`: more is better; `down`: less is better; `range`: inside the band is met. */
export const kpiDirections = ['up', 'down', 'range'] as const;
export type KpiDirection = (typeof kpiDirections)[number];

export const frequencies = ['month', 'quarter', 'year'] as const;
export type Frequency = (typeof frequencies)[number];

/** What of the chain of results a KPI measures: what is put in, what is made of it, what follows from that, and what lasts. */
export const resultLevels = ['input', 'output', 'outcome', 'impact'] as const;
export type ResultLevel = (typeof resultLevels)[number];

/** What kind of thing a KPI's unit is: its scale and bounds come from this, never from how it is called. */
export const unitKinds = [
	'count',
	'percent_of_whole',
	'percent_change',
	'currency',
	'duration',
	'index'
] as const;
export type UnitKind = (typeof unitKinds)[number];

/**
 * How a KPI's values add up over time: a stock's or a running total's last value stands, a flow is
 * summed over the plan or within each target's window, a ratio divides sums.
 */
export const overTimeRules = ['last', 'flow_plan', 'flow_window', 'ratio'] as const;
export type OverTimeRule = (typeof overTimeRules)[number];

/** How a KPI's values add up over organisations; `none` where only one figure for the whole exists. */
export const overOrganisationsRules = ['none', 'sum', 'ratio', 'min', 'max'] as const;
export type OverOrganisationsRule = (typeof overOrganisationsRules)[number];

/** How children are weighted in a roll-up: by total appropriation, by the given weights, or equally. */
export const rollUpMethods = ['cost', 'weight', 'equal'] as const;
export type RollUpMethod = (typeof rollUpMethods)[number];

/** How a goal's confidence follows from its children's. */
export const goalStatusRules = ['worst_critical_child', 'weighted'] as const;
export type GoalStatusRule = (typeof goalStatusRules)[number];

/** The four stages of public money, each within the one before. */
export const moneyStages = ['appropriation', 'allotment', 'obligation', 'disbursement'] as const;
export type MoneyStage = (typeof moneyStages)[number];

/** Causes of a slip that a report names; `other` is explained in its note. */
export const slippageCauses = [
	'procurement',
	'funds_not_released',
	'staffing',
	'dependency',
	'legal',
	'technical',
	'weather_or_security',
	'other'
] as const;
export type SlippageCause = (typeof slippageCauses)[number];

/** Why an activity, a goal or a plan is closed; all but the first are explained in words. */
export const closureReasons = [
	'completed',
	'stopped',
	'merged',
	'superseded',
	'not_needed',
	'other'
] as const;
export type ClosureReason = (typeof closureReasons)[number];

/** Whether an office answers for an element itself, or for the one that does. */
export const officeCapacities = ['answers', 'deputises'] as const;
export type OfficeCapacity = (typeof officeCapacities)[number];

/** What kind of people or bodies a plan names as taking part in it, or as its audience. */
export const stakeholderKinds = [
	'organisations',
	'officials',
	'industry',
	'academia',
	'citizens',
	'others'
] as const;
export type StakeholderKind = (typeof stakeholderKinds)[number];

/** Whether a plan is made for them, or with them. */
export const engagements = ['primary_audience', 'audience', 'engaged'] as const;
export type Engagement = (typeof engagements)[number];

/** What became of a post or a unit. */
export const establishmentKinds = ['appointed', 'established', 'vacated', 'dissolved'] as const;
export type EstablishmentKind = (typeof establishmentKinds)[number];

/** How far a contract is. */
export const contractStates = ['planned', 'active', 'ended', 'cancelled'] as const;
export type ContractState = (typeof contractStates)[number];

/** Whether amounts are stated at the prices of one year, or each at those of its own. */
export const priceKinds = ['constant', 'current'] as const;
export type PriceKind = (typeof priceKinds)[number];
