/** A commitment: the planned end of an activity, or the day of one of its milestones. */
import { fromTheBeginning } from '../records/dates.ts';
import type {
	CommittedElement,
	PlannedCourse,
	PlannedCourses,
	PlannedStep
} from '../records/committed.ts';
import type {
	Committed,
	ElementRecord,
	IsoDate,
	PlanRecord,
	UpdateRecord
} from '../records/records.ts';
import { Remade } from '../records/remade.ts';

export type CommitmentKind = 'activity' | 'milestone';

/** What the plan alone says of a commitment. */
export interface PlannedDate {
	kind: CommitmentKind;
	/** Of the activity or the milestone. */
	id: string;
	/** The activity that it is, or is part of. */
	element: CommittedElement;
	course: PlannedCourse;
}

export interface Commitment extends PlannedDate {
	/** Of the activity, ascending by the day they speak of. */
	updates: UpdateRecord[];
	/** Of a milestone; null: not reached, and of an activity, which says so in its updates. */
	reachedOn: IsoDate | null;
}

/** What is planned of a commitment on a day. */
export type PlannedThen = Pick<PlannedStep, 'due' | 'standing' | 'way' | 'amendment'>;

const adopted = { way: 'adopted', amendment: null } as const;

const stepOn = ({ steps }: PlannedCourse, day: IsoDate): PlannedStep | undefined =>
	steps.findLast(({ from }) => from <= day);

/** What a commitment is on a day; undefined before it came into the plan. */
export function plannedOn({ element, course }: PlannedDate, day: IsoDate): PlannedThen | undefined {
	const own = stepOn(course, day);
	const above = stepOn(element, day);
	if (!own || !above) return undefined;
	return above.standing === 'planned' ? own : { ...own, ...above, due: own.due };
}

/** The days on which what is planned of it changes, ascending; the first is that on which it came into the plan. */
export function changesOf({ element, course }: PlannedDate): IsoDate[] {
	const came = [element.steps[0]?.from ?? '', course.steps[0]?.from ?? ''].sort().at(-1)!;
	const days = [...element.steps, ...course.steps].map(({ from }) => from);
	return [...new Set([came, ...days.filter((from) => from > came)])].sort();
}

/** An element's code and title on a day, or as it was called first. */
export function namedThen(course: PlannedCourse, day: IsoDate): { code: string; title: string } {
	const { code, title } = (stepOn(course, day) ?? course.steps[0])!;
	return { code, title };
}

/** Whether an element is, or stands beneath, another one on a day. */
export function isWithin(
	{ byId }: PlannedCourses,
	element: CommittedElement,
	ancestorId: string,
	day: IsoDate
): boolean {
	const seen = new Set<string>();
	let at: CommittedElement | undefined = element;
	while (at && !seen.has(at.id)) {
		if (at.id === ancestorId) return true;
		seen.add(at.id);
		const parent: string | null = (stepOn(at, day) ?? at.steps[0])?.parentId ?? null;
		at = parent === null ? undefined : byId.get(parent);
	}
	return false;
}

const plannedDates = new Remade<PlannedCourses, readonly PlannedDate[]>();

/** What a plan committed to, planned no more among it; the same whatever is reported. */
export const plannedDatesOf = (courses: PlannedCourses): readonly PlannedDate[] =>
	plannedDates.make(courses, [], () =>
		courses.elements.flatMap((element): PlannedDate[] => {
			if (element.kind !== 'activity') return [];
			const own: PlannedDate = { kind: 'activity', id: element.id, element, course: element };
			const parts = element.milestones.map((course): PlannedDate => {
				return { kind: 'milestone', id: course.id, element, course };
			});
			return [own, ...parts];
		})
	);

/** A planned date with what was reported of it. */
export const commitmentOf = (date: PlannedDate, { updates, reached }: Committed): Commitment => ({
	...date,
	updates: updates.get(date.element.id) ?? [],
	reachedOn: date.kind === 'milestone' ? (reached.get(date.id) ?? null) : null
});

/** All commitments of a plan, those that are planned no more among them. */
export const commitmentsOf = (committed: Committed): Commitment[] =>
	plannedDatesOf(committed.courses).map((date) => commitmentOf(date, committed));

/** An element that was never planned otherwise. */
function constant(element: ElementRecord): CommittedElement {
	const { id, kind, applicable, plannedEnd, parentId, code, shortTitle, title } = element;
	const standing = applicable ? 'planned' : 'not_applicable';
	const due = kind === 'activity' ? plannedEnd : null;
	const own = { standing, due, parentId, code, title: shortTitle ?? title } as const;
	return {
		...{ id, kind, steps: [{ from: fromTheBeginning, ...own, ...adopted }] },
		milestones: element.milestones.map(({ id: of, title: words, plannedOn: on, since }) => ({
			id: of,
			steps: [
				{
					...{ from: since ?? fromTheBeginning, due: on, standing: 'planned', ...adopted },
					...{ parentId: null, code: '', title: words }
				}
			]
		})),
		leads: element.owners
			.filter(({ role }) => role === 'lead')
			.map(({ organisationId, takenOver, until }) => ({
				...{ organisationId, from: takenOver?.on ?? fromTheBeginning, until: until ?? null }
			}))
	};
}

/** What a plan committed to; of one whose dates were never planned otherwise, made of its elements. */
export function committedOf(plan: PlanRecord): Committed {
	if (plan.committed) return plan.committed;
	const elements = plan.elements.map(constant);
	const owners = plan.elements.flatMap((element) => element.owners);
	const milestones = plan.elements.flatMap((element) => element.milestones);
	return {
		reading: 'revised',
		courses: {
			elements,
			byId: new Map(elements.map((element) => [element.id, element])),
			names: new Map(
				owners.map(({ organisationId, acronym, name }) => [
					organisationId,
					[{ from: fromTheBeginning, acronym, name }]
				])
			)
		},
		updates: new Map(plan.elements.map(({ id, updates }) => [id, updates])),
		reached: new Map(milestones.map(({ id, reachedOn }) => [id, reachedOn]))
	};
}
