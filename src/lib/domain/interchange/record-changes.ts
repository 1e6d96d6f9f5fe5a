/** What becomes of each record that a workbook states. */
import type { FieldValue, Fields } from '../records/changes.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { At } from './cells.ts';
import type { IsoDate } from '../records/records.ts';
import type { TotalStage, WorkKind } from './roles.ts';
import type { StoredWork } from './stored.ts';

/** A field that becomes other than it is. */
export interface FieldChange {
	field: string;
	before: FieldValue;
	after: FieldValue;
	at: At;
}

interface Compared {
	state: 'created' | 'changed' | 'unchanged';
	/** The first cell that speaks of it. */
	at: At;
	/** What people call it. */
	code: string;
	title: string;
	/** Of what is created all that is set. */
	changes: FieldChange[];
}

export interface ElementChange extends Compared {
	record: 'element';
	kind: ElementKind;
	/** The code of the element above it. */
	parent: string | null;
}
export interface MilestoneChange extends Compared {
	record: 'milestone';
	element: string;
	/** Of one that is stored; null: a new one. */
	number: number | null;
}
export interface KpiChange extends Compared {
	record: 'kpi';
	element: string;
}
export interface TargetChange extends Compared {
	record: 'target';
	kpi: string;
	due: string;
}
export interface FundChange extends Compared {
	record: 'fund';
}
export interface LineChange extends Compared {
	record: 'line';
	element: string;
	fund: string;
	year: number;
}
export interface TotalChange extends Compared {
	record: 'total';
	element: string;
	fund: string;
	year: number;
	stage: TotalStage;
	/** Null: from the beginning. */
	from: IsoDate | null;
	/** Null: not set since. */
	amount: string | null;
}
/** A term by which a KPI is reported, with its dimension. */
export interface PartChange extends Compared {
	record: 'part';
	kpi: string;
	/** Of the stored one; null: it is new. */
	dimensionId: string | null;
	termId: string | null;
	/** As they are called and counted once this is made. */
	dimension: string;
	addsUp: boolean;
	term: string;
}
export interface CrossChange extends Compared {
	record: 'cross';
	kpi: string;
	/** The names of its dimensions once this is made. */
	one: string;
	other: string;
}
export interface WorkChange extends Compared {
	record: WorkKind;
	/** Null: the plan as a whole. */
	element: string | null;
	/** The one that is changed; null: it is added. */
	stored: StoredWork | null;
	/** All that it says once this is made. */
	after: Fields;
}
export interface HandOverChange extends Compared {
	record: 'hand_over';
	element: string;
	after: Fields;
}
export type RecordChange =
	| ElementChange
	| MilestoneChange
	| KpiChange
	| TargetChange
	| PartChange
	| CrossChange
	| FundChange
	| LineChange
	| TotalChange
	| WorkChange
	| HandOverChange;
