/** How simulated work goes on, from its beginning to its end. Days are numbers, shares 0…1. */
import type { PlannedShare } from '../forecast/histories.ts';
import type { Draws } from './random.ts';

/** What one activity was planned to be and turned out to be. */
export interface Span {
	plannedStart: number;
	plannedDays: number;
	begunOn: number;
	/** Days of work, pauses left out. */
	workedDays: number;
}

export interface Work {
	endsOn: number;
	/** The share that is reported on a day before the end; it never falls. */
	shareOn(day: number): number;
	plannedCurve: PlannedShare[] | null;
}

const monthInDays = 30;

/** The part of all work, 0…1, done in so many days of it: months differ, by a factor of 1.8 mostly. */
function unevenWork(draws: Draws, workedDays: number): (days: number) => number {
	const done = [0];
	for (let day = 0; day < workedDays; day += monthInDays) {
		const days = Math.min(monthInDays, workedDays - day);
		done.push(done.at(-1)! + (days / monthInDays) * Math.exp(draws.normal(0, 0.6)));
	}
	return (days) => {
		if (days >= workedDays) return 1;
		const month = Math.floor(Math.max(0, days) / monthInDays);
		const began = month * monthInDays;
		const ends = Math.min(workedDays, began + monthInDays);
		const part = (Math.max(0, days) - began) / (ends - began);
		return (done[month]! + (done[month + 1]! - done[month]!) * part) / done.at(-1)!;
	};
}

interface Pause {
	/** After so many days of work. */
	after: number;
	days: number;
}

const withoutPauses = (since: number, pauses: Pause[]) =>
	pauses.reduce((left, { after, days }) => left - Math.min(days, Math.max(0, left - after)), since);

/** Whole percent, and never all of it: a report of unfinished work. */
const wholePercent = (share: number) => Math.floor(100 * Math.min(0.99, share)) / 100;

/** Work of every day, more in some months than in others, of which `reported` is the share that reports give. */
export function steadyWork(
	draws: Draws,
	{ begunOn, workedDays }: Span,
	reported: (done: number) => number,
	pauses: Pause[] = []
): Work {
	const done = unevenWork(draws, workedDays);
	return {
		endsOn: begunOn + workedDays + pauses.reduce((sum, { days }) => sum + days, 0),
		shareOn: (day) => wholePercent(reported(done(withoutPauses(day - begunOn, pauses)))),
		plannedCurve: null
	};
}

/** Up to three pauses of 2 to 13 months, one mostly. */
export function drawnPauses(draws: Draws, { workedDays }: Span): Pause[] {
	const length = [0, 1, 1, 2, 3][draws.whole(0, 4)]!;
	const pauses = Array.from({ length }, () => ({
		after: draws.between(0.05, 0.95) * workedDays,
		days: draws.between(60, 400)
	}));
	return pauses.sort((one, other) => one.after - other.after);
}

interface Step {
	/** The part of the planned time after which it is due. */
	due: number;
	share: number;
	endsOn: number;
}

/**
 * Steps of different sizes, between which nothing is reported.
 *
 * @param deviation how far each step's own duration strays, as the deviation of its logarithm
 */
export function drawnSteps(draws: Draws, span: Span, count: number, deviation: number): Step[] {
	const sizes = Array.from({ length: count }, () => draws.between(0.5, 2));
	const all = sizes.reduce((sum, size) => sum + size);
	const dues = [...sizes.slice(1).map(() => draws.between(0, 1)), 1].sort((a, b) => a - b);
	let [before, share, day] = [0, 0, span.begunOn];
	return dues.map((due, i) => {
		day += (due - before) * span.workedDays * Math.exp(draws.normal(0, deviation));
		share += sizes[i]! / all;
		before = due;
		return { due, share, endsOn: day };
	});
}

/** Work that is done step by step, planned so or not. */
export function steppedWork(
	{ plannedStart, plannedDays }: Span,
	steps: Step[],
	isPlanned: boolean
): Work {
	const curve = steps.map(({ due, share }) => ({ on: plannedStart + due * plannedDays, share }));
	return {
		endsOn: steps.at(-1)!.endsOn,
		shareOn: (day) => steps.findLast(({ endsOn }) => endsOn <= day)?.share ?? 0,
		plannedCurve: isPlanned ? curve : null
	};
}
