/** What becomes of each record that a workbook states. */
import type { FieldValue } from '../records/changes.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { At } from './cells.ts';

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
export type RecordChange =
	ElementChange | MilestoneChange | KpiChange | TargetChange | FundChange | LineChange;
