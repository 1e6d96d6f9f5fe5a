/** How many organisations do each step in a quarter. */
import { fromTheBeginning } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { quarterEnds, quarterOf } from './quarters.ts';
import type { RollOutRecord, StepEntry } from './records.ts';
import { runsOn, type Runs } from './runs.ts';
import { standingEntries, type Standing } from './standing.ts';

export interface QuarterDone {
	/** Its first and its last day. */
	from: IsoDate;
	to: IsoDate;
	/** It ended by the status date, so that no more can happen in it. */
	isOver: boolean;
	/** How many have done each step in it, in the steps' order. */
	done: number[];
}

/** The day on which each of those that take part did a step that is done. */
export const doneDays = (
	{ members }: Pick<Standing, 'members'>,
	runs: Runs,
	stepId: string
): IsoDate[] =>
	members.flatMap(({ id }) => {
		const run = runs.get(id)?.get(stepId);
		return run?.state === 'done' ? [run.since] : [];
	});

/** The first day of which anything was said of a step; null: nothing was. */
const firstDay = (entries: readonly StepEntry[]) =>
	standingEntries(entries).find(({ on, stepId }) => on !== fromTheBeginning && stepId !== null)
		?.on ?? null;

export interface Velocity {
	/** Ascending. */
	quarters: QuarterDone[];
	/** How many did each step on a day that is not stated, in the steps' order. */
	undated: number[];
}

/**
 * By quarter of the calendar, from the first of which anything was said to that of the status date, how many
 * of those that take part on it did each step: with those of whom no day is stated they add up to how many
 * have done it.
 */
export function velocity(rollOut: RollOutRecord, standing: Standing): Velocity {
	const { on: asOf, setup } = standing;
	const first = firstDay(rollOut.entries);
	const runs = runsOn(rollOut, asOf);
	const byStep = setup.steps.map(({ id }) => doneDays(standing, runs, id));
	const undated = byStep.map((days) => days.filter((day) => day === fromTheBeginning).length);
	if (first === null || first > asOf) return { quarters: [], undated };
	const quarters = quarterEnds(first, asOf).map((to) => {
		const from = quarterOf(to);
		return {
			...{ from, to, isOver: to <= asOf },
			done: byStep.map((days) => days.filter((day) => day >= from && day <= to).length)
		};
	});
	return { quarters, undated };
}
