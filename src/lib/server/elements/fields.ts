/** What of an element is edited on its page; its columns are declared in `kinds`. */
import { columnsOf } from '#lib/kinds/field.ts';
import { element, type ElementColumns } from '#lib/kinds/element.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';

export const elementColumns = columnsOf(element);

/** The columns that hold a day, and of what kind it is. */
export const elementDays = (
	['planned_start', 'planned_end', 'forecast_start', 'forecast_end'] as const
).map((name) => [name, element[name].reads.kind] as const);

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
