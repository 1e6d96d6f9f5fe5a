/** What a column of a sheet may hold: each role says of which record it is a field, and how it is read. */
import {
	closureReasons,
	contractStates,
	elementKinds,
	frequencies,
	kpiDirections,
	officeCapacities,
	overOrganisationsRules,
	overTimeRules,
	ownerRoles,
	priceKinds,
	resultLevels,
	unitKinds,
	type ElementKind
} from '../records/vocabulary.ts';

/** Records of work: each belongs to an element, and a closure may be the whole plan's. */
export const workKinds = ['location', 'contract', 'price_basis', 'office', 'closure'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Of what budget lines have dated totals: each holds from its day until the next. */
export const totalStages = ['cost', 'appropriation', 'allotment'] as const;
export type TotalStage = (typeof totalStages)[number];

/** How a cell becomes a value. */
export type ReadAs =
	| { as: 'code' | 'number' | 'value' | 'money' | 'flag' | 'year' | 'whole' }
	/** On one line, or on several. */
	| { as: 'words' | 'text'; most: number }
	/**
	 * A year or a month alone stands for its first day, or its last. Its kind says within which days of the
	 * plan it lies; left out: the rules of its record say more.
	 */
	| { as: 'day'; edge: 'first' | 'last'; kind?: 'planned' | 'forecast' | 'measured' }
	/** Names of organisations, or codes, between semicolons. */
	| { as: 'organisations' | 'codes' }
	| { as: 'one_of'; options: readonly string[] };

const code = { as: 'code' } as const;
const words = (most: number) => ({ as: 'words', most }) as const;
const text = (most: number) => ({ as: 'text', most }) as const;
const title = words(1000);
const number = { as: 'number' } as const;
/** In the unit of its KPI. */
const value = { as: 'value' } as const;
const money = { as: 'money' } as const;
const flag = { as: 'flag' } as const;
const organisations = { as: 'organisations' } as const;
const day = (edge: 'first' | 'last', kind: 'planned' | 'forecast' | 'measured') =>
	({ as: 'day', edge, kind }) as const;
const firstDay = { as: 'day', edge: 'first' } as const;
const lastDay = { as: 'day', edge: 'last' } as const;
const oneOf = (options: readonly string[]) => ({ as: 'one_of', options }) as const;

export const roles = {
	// sheets in which one row names an activity and all that stands above it
	'goal.code': code,
	'goal.title': title,
	'objective.code': code,
	'objective.title': title,
	'activity.code': code,
	'activity.title': title,
	// sheets in which one row is one element
	'element.kind': oneOf(elementKinds),
	'element.code': code,
	'element.title': title,
	'element.parent': code,
	// what is said of the row's element, in either
	'element.short_title': title,
	'element.description': text(10_000),
	'element.lead': organisations,
	'element.co_leads': organisations,
	'element.reporters': organisations,
	'element.planned_start': day('first', 'planned'),
	'element.planned_end': day('last', 'planned'),
	'element.forecast_start': day('first', 'forecast'),
	'element.forecast_end': day('last', 'forecast'),
	'element.weight': number,
	'element.critical': flag,
	'element.applicable': flag,
	'element.deliverable_defined': flag,
	'element.terms': { as: 'codes' },
	'element.also_serves': { as: 'codes' },
	'milestone.number': { as: 'whole' },
	'milestone.title': words(500),
	'milestone.planned_on': day('last', 'planned'),
	'milestone.weight': number,
	'kpi.code': code,
	'kpi.title': words(500),
	'kpi.unit': words(60),
	'kpi.unit_kind': oneOf(unitKinds),
	'kpi.unit_low': number,
	'kpi.unit_high': number,
	'kpi.direction': oneOf(kpiDirections),
	'kpi.baseline_value': value,
	'kpi.baseline_on': day('last', 'measured'),
	'kpi.definition': text(5000),
	'kpi.means_of_verification': text(2000),
	'kpi.frequency': oneOf(frequencies),
	'kpi.over_time': oneOf(overTimeRules),
	'kpi.over_organisations': oneOf(overOrganisationsRules),
	'kpi.reporter': organisations,
	'kpi.range_low': value,
	'kpi.range_high': value,
	'kpi.range_zero_distance': value,
	'kpi.tolerance': value,
	'kpi.result_level': oneOf(resultLevels),
	'kpi.measured_until': day('last', 'forecast'),
	'kpi.quality_limits': text(5000),
	'kpi.quality_accuracy': text(5000),
	'kpi.quality_revisions': text(5000),
	'kpi.quality_actions': text(5000),
	'kpi.quality_reviewed_on': day('last', 'measured'),
	'kpi.terms': { as: 'codes' },
	// after the plan's end where its KPI is measured longer
	'target.due_on': day('last', 'forecast'),
	'target.value': value,
	// one row a term of a dimension
	'part.dimension_number': { as: 'whole' },
	'part.dimension': words(200),
	'part.adds_up': flag,
	'part.number': { as: 'whole' },
	'part.term': words(200),
	'cross.one': words(200),
	'cross.other': words(200),
	'fund.code': words(40),
	'fund.title': words(200),
	'line.fund': words(40),
	'line.year': { as: 'year' },
	'line.cost': money,
	// what it was to cost as adopted, since when it costs what it does now, and since when it is there
	'line.original_cost': money,
	'line.cost_from': day('first', 'planned'),
	'line.since': day('first', 'planned'),
	'line.appropriation': money,
	'line.allotment': money,
	// one row a day and stage of a line; no day: from the beginning, no amount: not set since
	'total.fund': words(40),
	'total.year': { as: 'year' },
	'total.stage': oneOf(totalStages),
	'total.from': firstDay,
	'total.amount': money,
	'location.number': { as: 'whole' },
	'location.unit_name': words(200),
	'location.unit_code': words(40),
	'location.code_system': words(40),
	'contract.number': { as: 'whole' },
	'contract.contract_title': words(500),
	'contract.ocid': words(120),
	'contract.supplier': words(300),
	'contract.supplier_identifier': words(100),
	'contract.supplier_organisation': organisations,
	'contract.contract_value': money,
	'contract.fund': words(40),
	'contract.year': { as: 'year' },
	'contract.contract_state': oneOf(contractStates),
	'contract.signed_on': firstDay,
	'contract.starts_on': firstDay,
	'contract.ends_on': lastDay,
	'price_basis.fund': words(40),
	'price_basis.year': { as: 'year' },
	'price_basis.price_kind': oneOf(priceKinds),
	'price_basis.price_year': { as: 'year' },
	'price_basis.adopted_basis': words(200),
	'price_basis.price_source': words(500),
	'office.number': { as: 'whole' },
	'office.organisation': organisations,
	'office.capacity': oneOf(officeCapacities),
	'office.office_title': words(200),
	'office.held_from': firstDay,
	'office.held_until': lastDay,
	'hand_over.role': oneOf(ownerRoles),
	'hand_over.from': organisations,
	'hand_over.to': organisations,
	'hand_over.handed_on': firstDay,
	'hand_over.from_office': words(200),
	'hand_over.to_office': words(200),
	'hand_over.handed_over': text(2000),
	'hand_over.reason': words(500),
	'closure.whole_plan': flag,
	'closure.closure_reason': oneOf(closureReasons),
	'closure.closed_on': lastDay,
	'closure.final_cost': money,
	'closure.explanation': text(2000),
	'closure.delivered': text(4000),
	'closure.lessons': text(4000),
	'closure.benefits': text(4000),
	'closure.benefits_from': firstDay,
	'closure.benefit_kpi': code
} as const satisfies Record<string, ReadAs>;

export type Role = keyof typeof roles;

/** Fields that say which element a row is, and where it stands, not what is so of it. */
export const elementOptions = ['code', 'title', 'kind', 'parent'] as const;

export const roleNames = Object.keys(roles) as Role[];
export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);
export const readsOf = (role: Role): ReadAs => roles[role];

/** What a column was found, or said, to hold. */
export interface ColumnMap {
	role: Role;
	/** Of a target's value: the day on which it is due, where the header states it. */
	due?: string;
	/** Of an amount: its year, where the header states it. */
	year?: number;
}

/** `asked`: it may be 65 % or 0.65 % and is refused; `shares`: it is 65 %; `written`: it is 0.65 %. */
export const percentReadings = ['asked', 'shares', 'written'] as const;
export type PercentReading = (typeof percentReadings)[number];

/** How one sheet is read. */
export interface SheetMap {
	/** The row of the header from 0, and how many rows it takes. */
	header: { row: number; rows: number };
	/** By the column's number from 0; columns that are left out are not read. */
	columns: Record<number, ColumnMap>;
	/** How numbers and days that are written as text are read. */
	language: string;
	/** What 0.65 of a KPI in percent is. */
	percents: PercentReading;
	/** Whether codes are taken letter for letter; else without words, zeros and marks around them. */
	exact: boolean;
	/** Whether an empty cell empties the field; else it says nothing. */
	empties: boolean;
	/** Whether the KPI of a row is called as its element, where no column names it. */
	kpiAsElement: boolean;
	/** The fund source of amounts beside which none is named; empty: none. */
	fund: string;
	/** What rows are that do not say so, and the code of the element that new ones stand beneath; empty: none. */
	kind: ElementKind;
	beneath: string;
	/** The year of amounts beside which none is named; null: none. */
	year: number | null;
}
