/**
 * What the arithmetic reads: one plan's rows as plain data, as they were known on a date.
 * `server/facts/record.ts` fills these from the database; nothing here knows how.
 *
 * `null` always means "not set" or "not measured", never zero.
 */
import type {
	Confidence,
	DeliveryState,
	ElementKind,
	Frequency,
	GoalStatusRule,
	KpiDirection,
	OverOrganisationsRule,
	OverTimeRule,
	OwnerRole,
	ReportingState,
	ResultLevel,
	RollUpMethod,
	SlippageCause,
	UnitKind
} from './vocabulary.ts';
import type { PlannedCourses } from './committed.ts';
import type { CellRecord, Disaggregation } from './disaggregation.ts';
import type { ConfidenceRule } from './confidence-rules.ts';

/** A calendar day in the plan's time zone, `YYYY-MM-DD`. */
export type IsoDate = string;

/** Money in hundredths of the plan's currency, exact. */
export type Money = bigint;

export interface PlanRecord {
	id: string;
	slug: string;
	title: string;
	currency: string;
	language: string;
	demonstration: boolean;
	periodStart: IsoDate | null;
	periodEnd: IsoDate | null;
	/** 1 … 12 */
	fiscalYearStartMonth: number;
	rollUpMethod: RollUpMethod;
	goalStatusRule: GoalStatusRule;
	/** First match wins; see `confidence-rules.ts`. */
	confidenceRules: ConfidenceRule[];
	/** Below this share (0…1) of known weight a rolled-up figure is partial. */
	coverageThreshold: number;
	revision: number;
	/**
	 * Stands for all that the plan sets out: the same object while nothing but reports comes, so that what
	 * rests on nothing else is made once. Left out: the record stands for itself.
	 */
	setOut?: object;
	/** Ordered as the plan shows them: parents before children, siblings by position. Retired elements are left out. */
	elements: ElementRecord[];
	kpis: KpiRecord[];
	budgetLines: BudgetLineRecord[];
	/** Objectives or activities that also serve another parent; counted once, under their own parent. */
	alsoServes: { elementId: string; servesId: string }[];
	/** Reporting periods opened so far, by end date. */
	periods: PeriodRecord[];
	/** The state of each organisation's report, latest as known on the date. */
	reports: ReportRecord[];
	/**
	 * The plan as it stands on each stretch of days, ascending, where it changed; its own days among them.
	 * Left out: it is the same on all days.
	 */
	stretches?: PlanStretch[];
	/** The dates of all days with what became of them. Left out: they were never planned otherwise. */
	committed?: Committed;
}

/** All dates that were ever planned, with what was reported of them, as known on one day. */
export interface Committed {
	/** `baseline`: against the plan as it was adopted; `revised`: as it stood when each period began. */
	reading: 'baseline' | 'revised';
	courses: PlannedCourses;
	/** By element, ascending by the day they speak of. */
	updates: ReadonlyMap<string, UpdateRecord[]>;
	/** By milestone; null: taken back. */
	reached: ReadonlyMap<string, IsoDate | null>;
}

/** From a day on, until the next stretch begins. */
export interface PlanStretch {
	/** `-infinity`: from the beginning. */
	from: IsoDate;
	plan: PlanRecord;
}

export interface ElementRecord {
	id: string;
	parentId: string | null;
	kind: ElementKind;
	position: number;
	code: string;
	title: string;
	/** A short name for charts and sentences where the plan's own wording is long; null: use the title. */
	shortTitle: string | null;
	/** Relative; null: not set. */
	weight: number | null;
	/** A critical child decides its parent's confidence under `worst_critical_child`. */
	critical: boolean;
	/** False where the element does not apply (it leaves both sums of a roll-up). */
	applicable: boolean;
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
	forecastStart: IsoDate | null;
	forecastEnd: IsoDate | null;
	owners: OwnerRecord[];
	milestones: MilestoneRecord[];
	/** Its own terms, of all frameworks, in their order. */
	terms: readonly TermTag[];
	/** All that was reported of an activity, ascending by the day it speaks of: of each day what was said last. */
	updates: UpdateRecord[];
	/** Of these, the last that speaks of the status date or an earlier day; null: none does. */
	update: UpdateRecord | null;
	/** The latest decision to show another confidence than the computed one; left out or null: none. */
	confidenceOverride?: ConfidenceOverride | null;
}

/** A term of a framework that an element is tagged with. */
export interface TermTag {
	/** Of the term. */
	id: string;
	/** For example `G2G`; unique in its framework. */
	code: string;
}

/** A person's decision to show another confidence than the computed one, for a time. */
export interface ConfidenceOverride {
	confidence: Confidence;
	/** Never empty. */
	reason: string;
	/** The last day on which it stands. */
	expiresOn: IsoDate;
}

export interface OwnerRecord {
	organisationId: string;
	acronym: string;
	name: string;
	role: OwnerRole;
	/** The first day on which it is no more; null: none is set. What it owes is then its successor's. */
	endedOn: IsoDate | null;
	/** The organisation in whose report this one's figures are given on the status date (itself, mostly). */
	reportsThroughId: string;
	reportsThroughAcronym: string;
	reportsThroughName: string;
	/** The day from which it owns the element no more; left out: none is known. */
	until?: IsoDate;
	/** Whose the duty is from later days on, ascending; left out: nobody else's. */
	heirs?: Heir[];
	/** Whose the duty was until it began, where another that ended had it; left out: nobody's. */
	takenOver?: Heir;
	/** In whose report its figures were given before, where that has ended by the status date; left out: it has not. */
	reportedBefore?: Heir;
}

/** An organisation that another's duty is passed on to, or from which it comes. */
export interface Heir {
	/** The day from which the duty is the later one's. */
	on: IsoDate;
	organisationId: string;
	acronym: string;
	name: string;
	/** In whose report its figures are given. */
	reportsThroughId: string;
}

export interface MilestoneRecord {
	id: string;
	title: string;
	/** Relative, above 0. */
	weight: number;
	plannedOn: IsoDate | null;
	/** The day from which it is part of the plan, where an amendment brought it; left out or null: from the beginning. */
	since?: IsoDate | null;
	/** Null until reached. */
	reachedOn: IsoDate | null;
}

export interface UpdateRecord {
	id: string;
	/** The day that the figures speak of. */
	asOf: IsoDate;
	/** When it was recorded, ISO 8601 with zone. */
	recordedAt: string;
	delivery: DeliveryState;
	/** 0 … 100; null: not reported (an activity with milestones takes its percent from them). */
	physicalPercent: number | null;
	actualStart: IsoDate | null;
	actualEnd: IsoDate | null;
	/** When the activity is now expected to end. */
	recoveryOn: IsoDate | null;
	slippageCause: SlippageCause | null;
	/** What the owner says of its chances; left out or null: nothing declared. */
	declaredConfidence?: Confidence | null;
	/** Why; left out or null: not said by itself. */
	declaredReason?: string | null;
	note: string | null;
}

/** What a KPI is counted in. */
export interface KpiUnit {
	kind: UnitKind;
	/** What is counted, in free words: '%', 'days', 'offices', … */
	label: string;
	/** Bounds of its own, as of a scale from 0 to 5; null: those of its kind. */
	low: number | null;
	high: number | null;
}

export interface KpiRecord {
	id: string;
	elementId: string;
	code: string;
	title: string;
	unit: KpiUnit;
	direction: KpiDirection;
	frequency: Frequency;
	/** 1 … 12, of its plan: where its years and quarters begin. */
	fiscalYearStartMonth: number;
	overTime: OverTimeRule;
	overOrganisations: OverOrganisationsRule;
	baselineValue: number | null;
	baselineOn: IsoDate | null;
	/** The band of a range KPI; null for the other directions. */
	rangeLow: number | null;
	rangeHigh: number | null;
	/** How far outside its band a range KPI's attainment reaches 0, in its unit. */
	rangeZeroDistance: number | null;
	/** How far from the target still counts as maintained, in its unit, where target = baseline. */
	tolerance: number;
	/** What of the chain of results it measures; null: not set. */
	resultLevel: ResultLevel | null;
	/** A day after the plan's end; null: it is measured until the plan's end. */
	measuredUntil: IsoDate | null;
	/** By which parts its values are reported; null: by the total alone. */
	disaggregation: Disaggregation | null;
	/** Its own terms, of all frameworks, in their order; of an axis of which it has none it lies where its element lies. */
	terms: readonly TermTag[];
	/** Targets by date, ascending; the last is the end target. */
	targets: { dueOn: IsoDate; value: number }[];
	/** Measurements known on the date, ascending by `measuredOn`, at most one (the latest version) for each day and organisation. */
	measurements: MeasurementRecord[];
}

export interface MeasurementRecord {
	id: string;
	measuredOn: IsoDate;
	recordedAt: string;
	organisationId: string | null;
	/** Organisations that had ended by its day and which its own followed: it replaces what they said last. */
	replaces?: readonly string[];
	value: number;
	/** Both set where the KPI is a ratio. */
	numerator: number | null;
	denominator: number | null;
	/** What was reported of its cells; left out: nothing. */
	cells?: readonly CellRecord[];
}

export interface BudgetLineRecord {
	id: string;
	elementId: string;
	fundSource: string;
	appropriationYear: number;
	/** What the plan expects it to cost, whether appropriated yet or not: it weighs the activity. */
	cost: Money | null;
	appropriation: Money | null;
	allotment: Money | null;
	/** To date, from the latest spending report; null: not reported. */
	obligation: Money | null;
	disbursement: Money | null;
	spendingAsOf: IsoDate | null;
}

export interface PeriodRecord {
	id: string;
	/** For example `2026 Q3`. */
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
	dueOn: IsoDate;
	/** Nothing is entered for it any more, but by an extension; left out: it is open. */
	closed?: boolean;
	/** Its moment, written as that of a snapshot is; null: it is not known. Left out: it is not asked. */
	openedAt?: string | null;
}

/** A report as its organisation finds it. */
export interface OwnReport {
	state: ReportingState;
	/** Its own due day; null or left out: its period's. */
	dueOn?: IsoDate | null;
	/** Given to whoever approves inside the ministry; left out: it is not. */
	handedIn?: boolean;
	/** The last day of an extension; null or left out: there is none. */
	extendedUntil?: IsoDate | null;
}

export interface ReportRecord extends OwnReport {
	periodId: string;
	organisationId: string;
	acronym: string;
	/** When it came into this state, as a day in the plan's time zone; null: nothing came yet. */
	since: IsoDate | null;
	reason: string | null;
}

/** A decision that waits for leadership. */
export interface OpenDecision {
	id: string;
	title: string;
	reason: string | null;
	/** Who decides; null: not set. */
	decider: { acronym: string; name: string; slug: string } | null;
	/** The element that waits for it; null where it is about the plan as a whole. */
	elementId: string | null;
	raisedOn: IsoDate;
	dueOn: IsoDate | null;
}
