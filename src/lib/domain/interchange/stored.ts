/** A plan as it is stored, in the shape in which a workbook states it: by codes, without ids. */
import type { Fields } from '../records/changes.ts';
import type { IsoDate } from '../records/records.ts';
import type { ElementKind } from '../records/vocabulary.ts';

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
}

export interface StoredLine {
	element: string;
	fund: string;
	year: number;
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
	/** The present day in the plan's time zone. */
	today: IsoDate;
	/** In the plan's order. */
	elements: StoredElement[];
	kpis: StoredKpi[];
	lines: StoredLine[];
	/** Titles by code. */
	funds: Record<string, string>;
	organisations: KnownOrganisation[];
	/** Codes of framework terms. */
	terms: string[];
}
