/** A plan as it is stored, in the shape in which a workbook states it: by codes, without ids. */
import type { Fields } from '../records/changes.ts';
import type { Disaggregation } from '../records/disaggregation.ts';
import type { IsoDate } from '../records/records.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { TotalStage, WorkKind } from './roles.ts';

export interface StoredElement {
	kind: ElementKind;
	code: string;
	parent: string | null;
	retired: boolean;
	/** By the names of roles: `title`, `lead`, `planned_end`, … */
	fields: Fields;
	milestones: StoredMilestone[];
}

export interface StoredMilestone {
	number: number;
	fields: Fields;
}

export interface StoredKpi {
	code: string;
	/** The code of its element. */
	element: string;
	retired: boolean;
	fields: Fields;
	/** Decimal text by the day on which it is due. */
	targets: Record<IsoDate, string>;
	/** Null: only its total is reported. */
	disaggregation: Disaggregation | null;
}

export interface StoredLine {
	element: string;
	fund: string;
	year: number;
	fields: Fields;
}

/** A total that differs from the one before it. */
export interface StoredTotal {
	element: string;
	fund: string;
	year: number;
	stage: TotalStage;
	/** The day from which it holds; null: from the beginning. */
	from: IsoDate | null;
	/** Decimal text; null: not set since. */
	amount: string | null;
}

/** A record of work as it stands. */
export interface StoredWork {
	record: WorkKind;
	/** The code of its element; null: the plan as a whole. */
	element: string | null;
	/** From 1, in the order in which they were added; one that was withdrawn keeps its number. */
	number: number;
	withdrawn: boolean;
	/** Of the record and of its last state, by which it is changed. */
	id: string;
	version: string;
	fields: Fields;
}

/** That an element went to another organisation or office; it is never changed. */
export interface StoredHandOver {
	element: string;
	fields: Fields;
}

export interface KnownOrganisation {
	acronym: string;
	name: string;
	/** Whether it can be chosen anew. */
	valid: boolean;
}

export interface StoredPlan {
	slug: string;
	currency: string;
	periodStart: IsoDate | null;
	periodEnd: IsoDate | null;
	/** Whether it is not adopted yet: nothing is closed in it, nor handed over. */
	unadopted: boolean;
	/** Whether it is read with an amendment's draft laid over it, in which records of work have no place. */
	drafting: boolean;
	/** The present day in the plan's time zone. */
	today: IsoDate;
	/** In the plan's order. */
	elements: StoredElement[];
	kpis: StoredKpi[];
	lines: StoredLine[];
	/** Of each line and stage by day. */
	totals: StoredTotal[];
	/** Titles by code. */
	funds: Record<string, string>;
	/** In the order in which they were added, withdrawn ones among them. */
	work: StoredWork[];
	/** By day. */
	handOvers: StoredHandOver[];
	organisations: KnownOrganisation[];
	/** Codes of framework terms. */
	terms: string[];
}
