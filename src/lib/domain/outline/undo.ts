/** What was before and what was taken back: each state is whole, so that none depends on another. */

export interface Course<State> {
	readonly past: readonly State[];
	readonly present: State;
	/** What was undone, the next to be done again first. */
	readonly future: readonly State[];
}

/** So many steps can be undone. */
const mostSteps = 500;

export const begun = <State>(present: State): Course<State> => ({ past: [], present, future: [] });

/** A further state; what was undone is gone then. */
export const stepped = <State>({ past, present }: Course<State>, next: State): Course<State> => ({
	past: [...past, present].slice(-mostSteps),
	present: next,
	future: []
});

/** The same steps, the last of them with another outcome. */
export const replaced = <State>(course: Course<State>, present: State): Course<State> => ({
	...course,
	present
});

export function undone<State>(course: Course<State>): Course<State> {
	const { past, present, future } = course;
	const before = past.at(-1);
	return before === undefined
		? course
		: { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone<State>(course: Course<State>): Course<State> {
	const { past, present, future } = course;
	const [next, ...later] = future;
	return next === undefined ? course : { past: [...past, present], present: next, future: later };
}
