/** What a workbook states of a plan: its records by the plan's own codes, each value with its cell. */
import type { NamedProblem } from '../entries/entered.ts';
import type { FieldValue } from '../records/changes.ts';
import type { IsoDate } from '../records/records.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { At } from './cells.ts';
import type { CellProblem } from './read-cell.ts';
import type { WorkKind } from './roles.ts';

export interface Value<Of extends FieldValue = FieldValue> {
	value: Of;
	at: At;
}

export type Values = Record<string, Value>;

interface Stated {
	/** The first cell that speaks of it. */
	at: At;
	fields: Values;
}

export interface WantedElement extends Stated {
	record: 'element';
	/** Null: of an own-row sheet that does not say; an element that is stored keeps its own. */
	kind: ElementKind | null;
	/** What it is where it is new and does not say. */
	fallback: ElementKind;
	/** Null: it is known by its title, and gets the next code where it is new. */
	code: string | null;
	/** The element above it: as the sheet's levels say, else by a code; left out: not said. */
	parent?: { element: WantedElement } | { code: Value<string | null> };
}

export interface WantedMilestone extends Stated {
	record: 'milestone';
	element: ElementRef;
	/** From 1, in the order of its element; null: known by its title. */
	number: number | null;
}

/** Another record of the same sheet, or the code of one. */
export type ElementRef = { element: WantedElement } | { code: string };

export interface WantedKpi extends Stated {
	record: 'kpi';
	/** Null: not said; a KPI that is stored stays where it is. */
	element: ElementRef | null;
	/** Null: known by its title beneath its element. */
	code: string | null;
}

export interface WantedTarget extends Stated {
	record: 'target';
	kpi: { kpi: WantedKpi } | { code: string };
	due: IsoDate;
}

export interface WantedFund extends Stated {
	record: 'fund';
	code: string;
}

export interface WantedLine extends Stated {
	record: 'line';
	element: ElementRef;
	fund: string;
	year: number;
}

/** What a budget line costs, or has appropriated or allotted to it, from a day on. */
export interface WantedTotal extends Stated {
	record: 'total';
	/** Null: the row names none. */
	element: ElementRef | null;
}

/** A term of a dimension by which a KPI is reported; the dimension is there with its first term. */
export interface WantedPart extends Stated {
	record: 'part';
	kpi: WantedKpi;
	/** From 1, of the dimension in its KPI and of the term in it; null: known by name. */
	dimension: number | null;
	number: number | null;
}

/** Two dimensions of a KPI, by their names, whose combinations are reported too. */
export interface WantedCross extends Stated {
	record: 'cross';
	kpi: WantedKpi;
	one: string;
	other: string;
}

export interface WantedWork extends Stated {
	record: WorkKind;
	/** Null: the plan as a whole; a code may be missing too. */
	element: ElementRef | null;
	/** From 1, in the order in which they were added to the element; null: known by what it says. */
	number: number | null;
}

export interface WantedHandOver extends Stated {
	record: 'hand_over';
	element: ElementRef | null;
}

export type WantedRecord =
	| WantedElement
	| WantedMilestone
	| WantedKpi
	| WantedTarget
	| WantedPart
	| WantedCross
	| WantedFund
	| WantedLine
	| WantedTotal
	| WantedWork
	| WantedHandOver;

export const recordProblems = [
	'no_code',
	'no_title',
	'no_kind',
	'title_differs',
	'code_twice',
	'value_differs',
	'kind_differs',
	'nesting',
	'nested_in_circle',
	'no_such_element',
	'no_such_kpi',
	'no_such_term',
	'cannot_serve',
	'unknown_organisation',
	'organisation_ended',
	'retired',
	'kpi_unnamed',
	'no_unit',
	'kpi_element_missing',
	'not_an_activity',
	'no_fund',
	'no_such_fund',
	'no_year',
	'no_due_day',
	'above_appropriation',
	'original_cost_stands',
	'cost_from_missing',
	'no_earlier_cost',
	'total_stands',
	'total_differs',
	'total_after_today',
	'row_of_nothing',
	'start_after_end',
	'not_above_zero',
	'no_such_line',
	'not_of_kind',
	'one_organisation',
	'owner_differs',
	'handed_otherwise',
	'closed_twice',
	'basis_twice',
	'withdrawn',
	'beside_draft',
	'before_adoption',
	'number_beyond',
	'another_plan',
	'too_many_rows',
	'nothing_mapped'
] as const;

export interface RecordProblem {
	problem: (typeof recordProblems)[number];
	/** What the problem speaks of: a name, a code, another cell. */
	name?: string;
	other?: At;
	most?: number;
}

export type SheetProblem = CellProblem | RecordProblem | NamedProblem;

/** What is not taken, at its cell. */
export interface Refusal {
	at: At;
	/** What stands in the cell. */
	text: string;
	why: SheetProblem;
	/** The field that is left out by itself; null: the whole record is. */
	field: string | null;
}

export interface Wanted {
	records: WantedRecord[];
	refusals: Refusal[];
	/** Of how many cells the last result of a formula was taken. */
	formulas: number;
}
