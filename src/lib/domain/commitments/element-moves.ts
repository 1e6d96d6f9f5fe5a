/** How the dates of one activity were moved, from what they were first. */
import type { IsoDate, PlanRecord } from '../records/records.ts';
import { commitmentsOf, committedOf, namedThen } from './commitment.ts';
import { movesOf, type Move } from './moves.ts';

export interface MovedDate {
	id: string;
	/** Of the milestone; null: the activity's own end. */
	title: string | null;
	/** As it was first. */
	first: IsoDate;
	moves: Move[];
}

/** Those dates of an activity that were moved by a day, its end first. */
export function elementMoves(plan: PlanRecord, elementId: string, asOf: IsoDate): MovedDate[] {
	const committed = committedOf(plan);
	const element = committed.courses.byId.get(elementId);
	if (!element) return [];
	const courses = { ...committed.courses, elements: [element] };
	return commitmentsOf({ ...committed, courses }).flatMap((commitment) => {
		const moves = movesOf(commitment, asOf);
		const [first] = moves;
		if (!first) return [];
		const { id, kind, course } = commitment;
		const title = kind === 'milestone' ? namedThen(course, asOf).title : null;
		return [{ id: `${kind} ${id}`, title, first: first.from, moves }];
	});
}
