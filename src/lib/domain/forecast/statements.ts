/** What was stated in a plan's reports of how long work still needs, and what came of it. */
import type { Sample } from './distribution.ts';
import { hasEndedBy, plannedDays, type ActivityHistory } from './histories.ts';
import { bandOf, progressBands } from './progress-bands.ts';
import { sources, statedDays, type Source } from './sources.ts';

/** One for each report of each activity that is not excluded, one activity after the other. */
export interface Statements {
	/** Without those excluded. */
	histories: readonly ActivityHistory[];
	/** By activity, the position of its first statement. */
	firsts: Uint32Array;
	/** By statement, its band of progress. */
	bands: Uint8Array;
	/** By source and statement, how many days the work still needed. */
	days: Record<Source, Float64Array>;
}

/** True ÷ stated days, by source and by band in the order of `progressBands`. */
export interface Ratios {
	errors: Record<Source, readonly Sample[]>;
	/** True ÷ planned durations. */
	durations: Sample;
}

export function statementsOf(all: readonly ActivityHistory[]): Statements {
	const histories = all.filter(({ excluded }) => !excluded);
	const count = histories.reduce((sum, { reports }) => sum + reports.length, 0);
	const firsts = new Uint32Array(histories.length);
	const bands = new Uint8Array(count);
	const days = { schedule: new Float64Array(count), declared: new Float64Array(count) };
	let at = 0;
	histories.forEach((history, i) => {
		firsts[i] = at;
		for (let report = 0; report < history.reports.length; report += 1, at += 1) {
			bands[at] = bandOf(history.reports[report]!.share);
			for (const source of sources) days[source][at] = statedDays(source, history, report);
		}
	});
	return { histories, firsts, bands, days };
}

/** Days from a statement or a start to the end of the work, or past a day on which it was unfinished. */
function daysSince(history: ActivityHistory, from: number, day: number): number {
	const until = hasEndedBy(history, day) ? history.endedOn! : day + 1;
	return Math.max(1, until - from);
}

/** The statements of one band that had been made by a day. */
interface Made {
	/** Positions, of work that had ended by then or had not. */
	ended: number[];
	unfinished: number[];
	activities: number;
	/** The activity of the last one. */
	latest: number;
}

/** @param passed is filled, by statement: the days that it has truly been since */
function madeBy(
	{ histories, firsts, bands }: Statements,
	day: number,
	passed: Float64Array
): Made[] {
	const made = progressBands.map((): Made => ({
		ended: [],
		unfinished: [],
		activities: 0,
		latest: -1
	}));
	histories.forEach((history, i) => {
		const hasEnded = hasEndedBy(history, day);
		for (let report = 0; report < history.reports.length; report += 1) {
			const { on } = history.reports[report]!;
			if (on > day) break;
			const at = firsts[i]! + report;
			const band = made[bands[at]!]!;
			passed[at] = daysSince(history, on, day);
			if (hasEnded) band.ended.push(at);
			else band.unfinished.push(at);
			if (band.latest !== i) band.activities += 1;
			band.latest = i;
		}
	});
	return made;
}

function ratiosAt(positions: number[], passed: Float64Array, days: Float64Array): Float64Array {
	const ratios = new Float64Array(positions.length);
	for (let i = 0; i < ratios.length; i += 1) {
		const at = positions[i]!;
		ratios[i] = passed[at]! / days[at]!;
	}
	return ratios.sort();
}

function durationsBy(histories: readonly ActivityHistory[], day: number): Sample {
	const due = histories.filter(({ plannedStart }) => plannedStart <= day);
	const ratios = (some: ActivityHistory[]) =>
		Float64Array.from(
			some.map((history) => daysSince(history, history.plannedStart, day) / plannedDays(history))
		).sort();
	return {
		ended: ratios(due.filter((history) => hasEndedBy(history, day))),
		unfinished: ratios(due.filter((history) => !hasEndedBy(history, day))),
		activities: due.length
	};
}

/**
 * What was known at the end of a day of what came of statements: later ones are left out, and work that
 * ended later is unfinished. All of a band weigh as much as the activities that they are of.
 */
export function ratiosBy(statements: Statements, day: number): Ratios {
	const passed = new Float64Array(statements.bands.length);
	const made = madeBy(statements, day, passed);
	const samples = (source: Source) =>
		made.map(({ ended, unfinished, activities }): Sample => {
			const days = statements.days[source];
			return {
				ended: ratiosAt(ended, passed, days),
				unfinished: ratiosAt(unfinished, passed, days),
				activities
			};
		});
	return {
		errors: { schedule: samples('schedule'), declared: samples('declared') },
		durations: durationsBy(statements.histories, day)
	};
}
