/**
 * The facts document of the API, format 1: what a plan's figures are made of. Ids are text; a decimal is
 * text, exactly as entered; a day is `YYYY-MM-DD` in the plan's time zone; a moment has an offset. Null
 * is what is missing, and `missing` says why where it matters; 0 is a number that somebody entered.
 */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type {
	Confidence,
	DeliveryState,
	ElementKind,
	Frequency,
	KpiDirection,
	MoneyStage,
	OverOrganisationsRule,
	OverTimeRule,
	OwnerRole,
	ReportingState,
	RollUpMethod,
	UnitKind
} from '#lib/domain/records/vocabulary.ts';

type Decimal = string;
type Moment = string;
type Missing = Record<string, string>;

/** Of what is planned: from which day it holds, and the revision it came with. */
export interface VersionFacts {
	/** Null: from the beginning. */
	holds_from: IsoDate | null;
	revision: number;
	/** Null: with the plan. */
	recorded_at: Moment | null;
	retired: boolean;
	/** The amendment that brought it; null: none. */
	amendment: string | null;
	missing?: Missing;
}

/** Of one roll-out, all states that were known, as they were recorded. */
export interface RollOutFacts {
	id: string;
	/** In addresses. */
	name: string;
	versions: {
		id: string;
		/** Null: from the beginning. */
		holds_from: IsoDate | null;
		recorded_at: Moment;
		withdrawn: boolean;
		element: string | null;
		title: string;
		steps: { id: string; title: string; after: string[]; weight: Decimal | null }[];
		waves: {
			id: string;
			title: string;
			extent: 'named' | 'stated' | 'open';
			number: number | null;
			with_earlier: boolean;
		}[];
		windows: {
			wave: string;
			step: string | null;
			starts_on: IsoDate | null;
			ends_on: IsoDate | null;
		}[];
	}[];
	member_states: {
		id: string;
		member: string;
		wave: string;
		organisation: string | null;
		label: string | null;
		standing: 'takes_part' | 'left' | 'merged';
		into: string | null;
		holds_from: IsoDate | null;
		recorded_at: Moment;
	}[];
	entries: {
		id: string;
		member: string;
		/** Null: of the roll-out as a whole. */
		step: string | null;
		/** Null: what it corrects is taken back. */
		state: 'not_started' | 'commenced' | 'done' | 'not_applicable' | null;
		/** Null: the day is not stated; it counts from the beginning. */
		on: IsoDate | null;
		evidence: string | null;
		note: string | null;
		corrects: string | null;
		report: string | null;
		recorded_at: Moment;
	}[];
}

export interface FactsDocument {
	kind: 'facts';
	format: '1';
	scope: {
		as_of: IsoDate;
		known_on: IsoDate;
		edition: 'current' | 'published';
		snapshot: string | null;
	};
	plan: {
		slug: string;
		title: string;
		language: string;
		currency: string;
		time_zone: string;
		demonstration: boolean;
		revision: number;
		roll_up_method: RollUpMethod;
		coverage_threshold: Decimal;
		fiscal_year_start_month: number;
		period_start: IsoDate | null;
		period_end: IsoDate | null;
		missing?: Missing;
	};
	/** What of the plan counts in every figure. */
	settings: (VersionFacts & {
		id: 'plan';
		roll_up_method: RollUpMethod;
		coverage_threshold: Decimal;
		fiscal_year_start_month: number;
	})[];
	organisations: {
		id: string;
		acronym: string | null;
		name: string;
		kind: string;
		valid_from: IsoDate | null;
		valid_to: IsoDate | null;
		/** Of one that was split: null. */
		successor: string | null;
		/** Those among whom it was split; left out: it was not. */
		successors?: string[];
	}[];
	owners: {
		element: string;
		organisation: string;
		role: OwnerRole;
		valid_from: IsoDate | null;
		valid_to: IsoDate | null;
	}[];
	elements: (VersionFacts & {
		id: string;
		kind: ElementKind;
		code: string;
		title: string;
		parent: string | null;
		position: number;
		/** Among siblings. */
		weight: Decimal | null;
		applicable: boolean;
		planned_start: IsoDate | null;
		planned_end: IsoDate | null;
		/** Further elements that it serves; it is counted under its parent alone. */
		serves: string[];
	})[];
	milestones: (VersionFacts & {
		id: string;
		element: string;
		position: number;
		title: string;
		weight: Decimal;
		planned_on: IsoDate | null;
	})[];
	/** The last recorded counts; null takes it back. */
	milestones_reached: {
		id: string;
		milestone: string;
		reached_on: IsoDate | null;
		recorded_at: Moment;
	}[];
	periods: {
		id: string;
		label: string;
		frequency: Frequency;
		starts_on: IsoDate;
		ends_on: IsoDate;
		due_on: IsoDate;
	}[];
	reports: {
		id: string;
		period: string;
		organisation: string;
		states: {
			state: Exclude<ReportingState, 'not_due' | 'not_submitted' | 'draft'>;
			at: Moment;
		}[];
	}[];
	updates: {
		id: string;
		element: string;
		report: string | null;
		as_of: IsoDate;
		recorded_at: Moment;
		delivery: DeliveryState;
		/** Physical; may exceed 100. */
		percent: Decimal | null;
		actual_start: IsoDate | null;
		actual_end: IsoDate | null;
		declared_end: IsoDate | null;
		declared_confidence: Confidence | null;
		missing?: Missing;
	}[];
	kpis: (VersionFacts & {
		id: string;
		element: string;
		code: string;
		title: string;
		unit: { kind: UnitKind; label: string; low: Decimal | null; high: Decimal | null };
		direction: KpiDirection;
		frequency: Frequency;
		over_time: OverTimeRule;
		over_organisations: OverOrganisationsRule;
		baseline: { value: Decimal | null; on: IsoDate | null };
		range: { low: Decimal; high: Decimal; zero_distance: Decimal } | null;
		tolerance: Decimal;
	})[];
	/** The last day of each window, and what is due by it. */
	targets: (VersionFacts & { id: string; kpi: string; due_on: IsoDate; value: Decimal })[];
	measurements: {
		id: string;
		kpi: string;
		organisation: string | null;
		report: string | null;
		measured_on: IsoDate;
		recorded_at: Moment;
		value: Decimal | null;
		numerator: Decimal | null;
		denominator: Decimal | null;
	}[];
	budget_lines: (VersionFacts & {
		id: string;
		element: string;
		fund_source: string | null;
		fiscal_year: number;
		/** What the plan expects the line to cost, of any year: it makes the weight. */
		cost: Decimal | null;
	})[];
	/** Each amount is the line's total up to its day, not the change. */
	money: {
		id: string;
		line: string;
		stage: MoneyStage;
		/** Null: the day was not recorded; it counts from the beginning. */
		as_of: IsoDate | null;
		recorded_at: Moment | null;
		amount: Decimal;
		missing?: Missing;
	}[];
	/** Left out: the plan has none. */
	roll_outs?: RollOutFacts[];
}
