/** What of an element is edited on its page; named as the columns and the provenance are. */
import type { DayKind } from '#lib/domain/entries/plan-days.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';

export interface ElementColumns {
	code: string;
	title: string;
	short_title: string | null;
	description: string | null;
	/** Decimal text, above 0. */
	weight: string | null;
	critical: boolean;
	applicable: boolean;
	deliverable_defined: boolean;
	planned_start: string | null;
	planned_end: string | null;
	forecast_start: string | null;
	forecast_end: string | null;
}

export const elementColumns = [
	'code',
	'title',
	'short_title',
	'description',
	'weight',
	'critical',
	'applicable',
	'deliverable_defined',
	'planned_start',
	'planned_end',
	'forecast_start',
	'forecast_end'
] as const satisfies readonly (keyof ElementColumns)[];

/** The columns that hold a day, and of what kind it is. */
export const elementDays = [
	['planned_start', 'planned'],
	['planned_end', 'planned'],
	['forecast_start', 'forecast'],
	['forecast_end', 'forecast']
] as const satisfies readonly [keyof ElementColumns, DayKind][];

export interface OwnerField {
	role: OwnerRole;
	organisation_id: string;
}

export interface MilestoneField {
	/** Null: a new one. */
	id: string | null;
	title: string;
	weight: string;
	planned_on: string | null;
}

export interface ElementFields extends ElementColumns {
	/** Ids of framework terms. */
	terms: string[];
	owners: OwnerField[];
	/** In order; empty for goals and objectives. */
	milestones: MilestoneField[];
	/** Ids of the elements that it also serves. */
	also_serves: string[];
}

/** An element as its page shows it. */
export interface EditedElement extends ElementFields {
	id: string;
	kind: 'goal' | 'objective' | 'activity';
	parent_id: string | null;
	position: number;
	version: number;
	retired_at: Date | null;
	retired_reason: string | null;
	/** Of its milestones, the ids of those that were reported as reached. */
	reached: string[];
}
