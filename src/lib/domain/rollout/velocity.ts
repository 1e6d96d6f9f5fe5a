/** How many organisations do each step in a quarter. */
import type { IsoDate } from '../records/records.ts';
import { quarterEnds, quarterOf } from './curve.ts';
import type { RollOutRecord } from './records.ts';
import { runsOn, type Runs } from './runs.ts';
import type { Standing } from './standing.ts';

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

/** The first day of which anything was said; null: nothing was. */
export function firstDay({ entries }: Pick<RollOutRecord, 'entries'>, asOf: IsoDate) {
	const days = entries.filter(({ on, state }) => state && on <= asOf).map(({ on }) => on);
	return days.length > 0 ? days.reduce((one, other) => (one < other ? one : other)) : null;
}

/**
 * By quarter of the calendar, from the first of which anything was said to that of the status date, how many
 * of those that take part on it did each step: over all quarters they add up to how many have done it.
 */
export function velocity(rollOut: RollOutRecord, standing: Standing): QuarterDone[] {
	const { on: asOf, setup } = standing;
	const first = firstDay(rollOut, asOf);
	if (first === null) return [];
	const runs = runsOn(rollOut, asOf);
	const byStep = setup.steps.map(({ id }) => doneDays(standing, runs, id));
	return quarterEnds(first, asOf).map((to) => {
		const from = quarterOf(to);
		return {
			...{ from, to, isOver: to <= asOf },
			done: byStep.map((days) => days.filter((day) => day >= from && day <= to).length)
		};
	});
}
