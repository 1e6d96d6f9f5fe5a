/** Plans whose dates were moved, for the tests of what was committed to. */
import { CoursesByKnown, type RevisionCame } from '../editions/planned-courses.ts';
import type { OwnerVersion } from '../editions/owners.ts';
import type { PlanHistory } from '../editions/structure.ts';
import { fromTheBeginning } from '../records/dates.ts';
import type { Committed, IsoDate, PlanRecord, UpdateRecord } from '../records/records.ts';
import { samplePlan, sampleQuarter } from './sample-records.ts';

type ElementVersion = PlanHistory['elements'][number];
type MilestoneVersion = PlanHistory['milestones'][number];

const asAdopted = { holdsFrom: fromTheBeginning, revision: 0, retired: false };

/** A version of an activity with a planned end. */
export function endsOn(
	id: string,
	plannedEnd: IsoDate | null,
	fields: Partial<ElementVersion> = {}
): ElementVersion {
	return {
		...{ id, ...asAdopted, kind: 'activity', parentId: 'G1', position: 1, code: id },
		...{ title: `Title of ${id}`, shortTitle: null, weight: 1, critical: false, applicable: true },
		...{ plannedStart: '2025-01-01', plannedEnd, forecastStart: null, forecastEnd: null },
		...fields
	};
}

/** A version of a milestone of an activity. */
export function isDueOn(
	id: string,
	elementId: string,
	plannedOn: IsoDate | null,
	fields: Partial<MilestoneVersion> = {}
): MilestoneVersion {
	const own = { title: `Title of ${id}`, weight: 1, position: 1 };
	return { id, elementId, plannedOn, ...asAdopted, ...own, ...fields };
}

/** A version of a lead's being one. */
export const leads = (
	elementId: string,
	organisationId: string,
	fields: Partial<OwnerVersion> = {}
): OwnerVersion => ({
	...{ id: `${organisationId} of ${elementId}`, elementId, organisationId, role: 'lead' },
	...asAdopted,
	...fields
});

/** From a day on, by the amendment of a revision. */
export const amendedFrom = (holdsFrom: IsoDate, revision: number) => ({ holdsFrom, revision });

export const amendment = (revision: number, recordedOn: IsoDate): RevisionCame => ({
	...{ revision, recordedOn, way: 'amendment' },
	amendment: {
		id: String(revision),
		title: `Amendment ${revision}`,
		instrument: { number: `Resolution ${revision}`, on: recordedOn, address: null }
	}
});

export const correction = (revision: number, recordedOn: IsoDate): RevisionCame => ({
	...{ revision, recordedOn, way: 'correction', amendment: null }
});

export interface SampleCommitments {
	elements: ElementVersion[];
	milestones?: MilestoneVersion[];
	owners?: OwnerVersion[];
	revisions?: RevisionCame[];
	/** By element, ascending. */
	updates?: Record<string, UpdateRecord[]>;
	/** By milestone. */
	reached?: Record<string, IsoDate>;
	reading?: Committed['reading'];
	/** The latest revision that is known; left out: all. */
	known?: number;
	periods?: PlanRecord['periods'];
}

const quarters = ([1, 2, 3, 4] as const).map((quarter) => sampleQuarter(2026, quarter));

/** A plan with one goal, `G1`, and what is given beneath it. */
export function committedPlan(given: SampleCommitments): PlanRecord {
	const { milestones = [], owners = [], revisions = [], updates = {}, reached = {} } = given;
	const goal = endsOn('G1', null, { kind: 'goal', parentId: null });
	const history: PlanHistory = {
		...{ settings: [], terms: [], links: [], kpis: [], targets: [], budgetLines: [] },
		...{ elements: [goal, ...given.elements], milestones, owners },
		organisations: [...new Set(owners.map(({ organisationId }) => organisationId))].map((id) => ({
			...{ id, names: [{ from: fromTheBeginning, acronym: id, name: `Ministry ${id}` }] },
			...{ endedOn: null, reportsThroughId: null, successorIds: [] }
		}))
	};
	const committed: Committed = {
		reading: given.reading ?? 'revised',
		courses: new CoursesByKnown(history, revisions).known(given.known ?? Infinity),
		updates: new Map(Object.entries(updates)),
		reached: new Map(Object.entries(reached))
	};
	return samplePlan({ periods: given.periods ?? quarters, committed });
}
