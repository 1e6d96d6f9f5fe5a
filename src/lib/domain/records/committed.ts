/**
 * What was committed to, and since when: each planned end and each milestone's day, as the plan came to
 * set it, with who led the work. `domain/editions/planned-courses.ts` makes it of a plan's versions.
 */
import type { ElementKind } from './vocabulary.ts';

/** As in `records.ts`, which names these types. */
type IsoDate = string;

/** An adopted amendment as what it moved names it. */
export interface AmendmentName {
	id: string;
	title: string;
	/** Null: it is a draft that is looked at. */
	instrument: { number: string; on: IsoDate; address: string | null } | null;
}

/** How the plan came to say something: as adopted, by an amendment, or by a correction of the record. */
export type PlannedWay = 'adopted' | 'amendment' | 'correction';

/** What a record of the plan is from a day on. */
export interface PlannedStep {
	/** The day from which the plan was known to say so; `-infinity`: as adopted. */
	from: IsoDate;
	/** Planned end, or a milestone's day; null: not set. */
	due: IsoDate | null;
	standing: 'planned' | 'not_applicable' | 'retired';
	/** Null: a milestone, or an element at the top. */
	parentId: string | null;
	/** Empty of a milestone. */
	code: string;
	title: string;
	way: PlannedWay;
	/** By which it came; null: by none. */
	amendment: AmendmentName | null;
}

/** Of one record, ascending by day; the first is when it came into the plan. */
export interface PlannedCourse {
	id: string;
	steps: PlannedStep[];
}

/** An organisation that leads an element, from a day on. */
export interface LeadSpan {
	organisationId: string;
	/** `-infinity`: from the beginning. */
	from: IsoDate;
	/** The first day on which it leads no more; null: none is set. */
	until: IsoDate | null;
}

export interface CommittedElement extends PlannedCourse {
	kind: ElementKind;
	milestones: PlannedCourse[];
	/** Ascending by their first day. */
	leads: LeadSpan[];
}

/** What an organisation is called from a day on, ascending; never empty. */
export type NamesByDay = { from: IsoDate; acronym: string; name: string }[];

export interface PlannedCourses {
	/** Elements of all days, those that are planned no more among them. */
	elements: CommittedElement[];
	byId: ReadonlyMap<string, CommittedElement>;
	/** By organisation. */
	names: ReadonlyMap<string, NamesByDay>;
}
