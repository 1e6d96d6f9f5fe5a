/** The invented course of a demonstration's roll-out, from a few numbers and always the same. */
import * as v from 'valibot';
import { addDays } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { StepState } from '#lib/domain/rollout/records.ts';
import { randomOf, wholeBetween } from './bangsamoro-demo/random.ts';
import { date, slug, whole, words } from './shapes.ts';

/** From so many days to so many, both included. */
const days = v.tuple([whole, whole]);

export const courseFile = v.strictObject({
	seed: words,
	/** The last day of which anything is said. */
	until: date,
	/** What is said to show that a step is done, by its id. */
	evidence: v.record(slug, words),
	waves: v.array(
		v.strictObject({
			wave: slug,
			begins: date,
			/** How long after the one before the next organisation begins. */
			apart: days,
			/** By step: how long until it is commenced, and how long it takes from there. */
			steps: v.record(slug, v.strictObject({ waits: days, takes: days }))
		})
	),
	/** Who gets no further, by place among all members from 1: the step that it has commenced and not done. */
	stalled: v.record(v.string(), slug),
	/** To whom a step does not apply. */
	not_applicable: v.record(v.string(), slug)
});
export type CourseFile = v.InferOutput<typeof courseFile>;

export interface CourseEntry {
	/** The place among all members, from 1. */
	member: number;
	step: string;
	state: StepState;
	on: IsoDate;
	evidence: string | null;
}

/**
 * What was said of each organisation, ascending by day.
 *
 * @param members the wave of each member, in their order
 */
export function courseOf(course: CourseFile, members: readonly string[]): CourseEntry[] {
	const random = randomOf(course.seed);
	const between = ([low, high]: [number, number]) => wholeBetween(random, low, high);
	const entries = course.waves.flatMap(({ wave, begins, apart, steps }) => {
		let first = begins;
		return members.flatMap((of, at): CourseEntry[] => {
			if (of !== wave) return [];
			first = addDays(first, between(apart));
			const made: CourseEntry[] = [];
			let day = first;
			for (const [step, { waits, takes }] of Object.entries(steps)) {
				const own = { member: at + 1, step };
				const commenced = addDays(day, between(waits));
				const done = addDays(commenced, between(takes));
				if (course.not_applicable[at + 1] === step) {
					made.push({ ...own, state: 'not_applicable', on: first, evidence: null });
					continue;
				}
				made.push({ ...own, state: 'commenced', on: commenced, evidence: null });
				if (course.stalled[at + 1] === step) break;
				made.push({ ...own, state: 'done', on: done, evidence: course.evidence[step] ?? null });
				day = done;
			}
			return made;
		});
	});
	return entries
		.filter(({ on }) => on <= course.until)
		.toSorted((one, other) => one.on.localeCompare(other.on));
}
