/** What was stated in a plan's reports of how long work still needs, and what came of it. */
import { Remade } from '../records/remade.ts';
import type { Sample } from './distribution.ts';
import { hasEndedBy, plannedDays, type ActivityHistory } from './histories.ts';
import { bandOf, progressBands } from './progress-bands.ts';
import { statedDays, type Source } from './sources.ts';

/** What one report of an activity stated. */
export interface Statement {
	/** The day of the report, as a number. */
	on: number;
	/** The position of its band of progress. */
	band: number;
	/** By source, how many days the work still needed. */
	days: Record<Source, number>;
}

/** True ÷ stated days, by source and by band in the order of `progressBands`. */
export interface Ratios {
	errors: Record<Source, readonly Sample[]>;
	/** True ÷ planned durations. */
	durations: Sample;
}

const statements = new Remade<ActivityHistory, Statement[]>();

/** What each report of an activity stated; made once, whatever is reported of others. */
export const statementsOf = (history: ActivityHistory): Statement[] =>
	statements.make(history, [], () =>
		history.reports.map(({ on, share }, report) => ({
			on,
			band: bandOf(share),
			days: {
				schedule: statedDays('schedule', history, report),
				declared: statedDays('declared', history, report)
			}
		}))
	);

/** Days from a statement or a start to the end of the work, or past a day on which it was unfinished. */
function daysSince(history: ActivityHistory, from: number, day: number): number {
	const until = hasEndedBy(history, day) ? history.endedOn! : day + 1;
	return Math.max(1, until - from);
}

/** True ÷ stated days of one band, as they come. */
interface Pool {
	/** By source, of work that had ended by a day, and of work that had not. */
	ended: Record<Source, number[]>;
	unfinished: Record<Source, number[]>;
	activities: number;
}

const emptyPool = (): Pool => ({
	ended: { schedule: [], declared: [] },
	unfinished: { schedule: [], declared: [] },
	activities: 0
});

/** Adds what an activity's reports had stated by a day. */
function addTo(pools: Pool[], history: ActivityHistory, day: number): void {
	const state = hasEndedBy(history, day) ? 'ended' : 'unfinished';
	// a bit for each band that it was reported in
	let bands = 0;
	for (const { on, band, days } of statementsOf(history)) {
		if (on > day) break;
		const pool = pools[band]!;
		const passed = daysSince(history, on, day);
		pool[state].schedule.push(passed / days.schedule);
		pool[state].declared.push(passed / days.declared);
		if ((bands & (1 << band)) === 0) pool.activities += 1;
		bands |= 1 << band;
	}
}

const ascending = (ratios: readonly number[]) => new Float64Array(ratios).sort();

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
 * ended later is unfinished. All of a band weigh as much as the activities that they are of. From excluded work nothing is learned.
 */
export function ratiosBy(all: readonly ActivityHistory[], day: number): Ratios {
	const histories = all.filter(({ excluded }) => !excluded);
	const pools = progressBands.map(emptyPool);
	for (const history of histories) addTo(pools, history, day);
	const samples = (source: Source) =>
		pools.map(({ ended, unfinished, activities }): Sample => ({
			ended: ascending(ended[source]),
			unfinished: ascending(unfinished[source]),
			activities
		}));
	return {
		errors: { schedule: samples('schedule'), declared: samples('declared') },
		durations: durationsBy(histories, day)
	};
}
