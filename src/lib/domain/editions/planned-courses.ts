/**
 * How the plan came to set each planned end and each milestone's day, of all the versions that its
 * records have. An amendment counts from the day from which it holds. A correction holds since the
 * beginning as far as figures are concerned; but one that sets another date where one was set, or takes
 * it away, counts here from the day on which it was recorded, so that no date moves unseen. What a
 * correction fills in where nothing was set was missing from the record, and counts as the record says.
 */
import type {
	AmendmentName,
	CommittedElement,
	LeadSpan,
	PlannedCourse,
	PlannedCourses,
	PlannedStep,
	PlannedWay
} from '../records/committed.ts';
import { later } from '../records/dates.ts';
import { Few } from '../records/few.ts';
import type { IsoDate } from '../records/records.ts';
import type { OwnerVersion } from './owners.ts';
import type { PlanHistory } from './structure.ts';
import type { Version } from './versions.ts';

/** How a revision of the plan came about. */
export interface RevisionCame {
	revision: number;
	/** Null: with the plan. */
	recordedOn: IsoDate | null;
	way: PlannedWay;
	amendment: AmendmentName | null;
}

type Said = Pick<PlannedStep, 'due' | 'standing' | 'parentId' | 'code' | 'title'>;
type Came = ReadonlyMap<number, RevisionCame>;

/** A version with the day from which it was seen in the plan, and the revision that set its date. */
interface Seen<Of> {
	version: Of;
	said: Said;
	from: IsoDate;
	origin: RevisionCame | undefined;
}

const isLater = (one: Version, other: Version): boolean =>
	one.holdsFrom > other.holdsFrom ||
	(one.holdsFrom === other.holdsFrom && one.revision > other.revision);

/** Of some versions the one that holds on a day. */
function held<Of extends { version: Version }>(all: readonly Of[], on: IsoDate): Of | undefined {
	let found: Of | undefined;
	for (const one of all)
		if (one.version.holdsFrom <= on && (!found || isLater(one.version, found.version))) found = one;
	return found;
}

/** Versions of one record in the order in which they were recorded, each with the day it was seen from. */
function seenOf<Of extends Version>(
	versions: readonly Of[],
	came: Came,
	sayOf: (version: Of) => Said
): Seen<Of>[] {
	const all: Seen<Of>[] = [];
	for (const version of versions.toSorted((one, other) => one.revision - other.revision)) {
		const said = sayOf(version);
		const origin = came.get(version.revision);
		const { holdsFrom } = version;
		const before = held(all, holdsFrom);
		if (before?.said.due === said.due && before.said.standing === said.standing) {
			all.push({ version, said, from: later(before.from, holdsFrom), origin: before.origin });
			continue;
		}
		const isMoved = before !== undefined && before.said.due !== null;
		const isCorrected = isMoved && origin?.way === 'correction';
		const from = isCorrected ? later(holdsFrom, origin.recordedOn) : holdsFrom;
		all.push({ version, said, from, origin });
	}
	return all;
}

const isSame = (one: Said, other: Said): boolean =>
	one.due === other.due &&
	one.standing === other.standing &&
	one.parentId === other.parentId &&
	one.code === other.code &&
	one.title === other.title;

function stepOf<Of>({ said, origin }: Seen<Of>, from: IsoDate): PlannedStep {
	return { ...said, from, way: origin?.way ?? 'adopted', amendment: origin?.amendment ?? null };
}

/** What one record was to be on each stretch of days. */
function stepsOf<Of extends Version>(
	versions: readonly Of[],
	came: Came,
	sayOf: (version: Of) => Said
): PlannedStep[] {
	const all = seenOf(versions, came, sayOf);
	const days = [...new Set(all.map(({ from }) => from))].sort();
	const steps: PlannedStep[] = [];
	for (const day of days) {
		const now = held(
			all.filter(({ from }) => from <= day),
			day
		);
		const last = steps.at(-1);
		if (now && (!last || !isSame(last, now.said))) steps.push(stepOf(now, day));
	}
	return steps;
}

/** Who leads each element, and from when to when. */
function leadsOf(versions: readonly OwnerVersion[]): Map<string, LeadSpan[]> {
	const spans = new Map<string, LeadSpan>();
	const leads = new Map<string, LeadSpan[]>();
	for (const { id, elementId, organisationId, role, holdsFrom, retired } of versions) {
		if (role !== 'lead') continue;
		const span = spans.get(id) ?? { organisationId, from: holdsFrom, until: null };
		if (holdsFrom < span.from) span.from = holdsFrom;
		if (retired && (span.until === null || holdsFrom > span.until)) span.until = holdsFrom;
		if (!spans.has(id)) leads.set(elementId, [...(leads.get(elementId) ?? []), span]);
		spans.set(id, span);
	}
	for (const list of leads.values())
		list.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
	return leads;
}

const sayOfElement = (version: PlanHistory['elements'][number]): Said => ({
	due: version.kind === 'activity' ? version.plannedEnd : null,
	standing: version.retired ? 'retired' : version.applicable ? 'planned' : 'not_applicable',
	parentId: version.parentId,
	code: version.code,
	title: version.shortTitle ?? version.title
});

const sayOfMilestone = (version: PlanHistory['milestones'][number]): Said => ({
	due: version.plannedOn,
	standing: version.retired ? 'retired' : 'planned',
	parentId: null,
	code: '',
	title: version.title
});

function coursesOf<Of extends Version>(
	versions: readonly Of[],
	came: Came,
	sayOf: (version: Of) => Said
): (PlannedCourse & { first: Of })[] {
	return [...Map.groupBy(versions, ({ id }) => id)].map(([id, of]) => ({
		id,
		first: of[0]!,
		steps: stepsOf(of, came, sayOf)
	}));
}

/** All courses of a plan by the versions that were known. */
function coursesKnown(history: PlanHistory, came: Came, known: number): PlannedCourses {
	const isKnown = ({ revision }: Version) => revision <= known;
	const leads = leadsOf(history.owners.filter(isKnown));
	const milestones = Map.groupBy(
		coursesOf(history.milestones.filter(isKnown), came, sayOfMilestone),
		({ first }) => first.elementId
	);
	const elements = coursesOf(history.elements.filter(isKnown), came, sayOfElement).map(
		({ id, first, steps }): CommittedElement => ({
			...{ id, steps, kind: first.kind, leads: leads.get(id) ?? [] },
			milestones: (milestones.get(id) ?? []).map(({ id: of, steps: its }) => ({
				id: of,
				steps: its
			}))
		})
	);
	return {
		elements,
		byId: new Map(elements.map((element) => [element.id, element])),
		names: new Map(history.organisations.map(({ id, names }) => [id, names]))
	};
}

const mostKnown = 12;

/** The courses of a plan, made once for each revision up to which it is known. */
export class CoursesByKnown {
	readonly #history: PlanHistory;
	readonly #came: Came;
	readonly #made = new Few<number, PlannedCourses>(mostKnown);

	constructor(history: PlanHistory, revisions: readonly RevisionCame[]) {
		this.#history = history;
		this.#came = new Map(revisions.map((one) => [one.revision, one]));
	}

	/** @param known the latest revision that was known; `Infinity`: all */
	known(known: number): PlannedCourses {
		return this.#made.get(known, () => coursesKnown(this.#history, this.#came, known));
	}
}
