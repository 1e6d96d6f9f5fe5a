/** Since when each organisation is as far as it is with each step. */
import type { IsoDate } from '../records/records.ts';
import type { RollOutRecord, StepEntry, StepState } from './records.ts';
import { standingEntries } from './standing.ts';

export interface Run {
	state: StepState;
	/** The day on which it came to be so, and was said to be so ever since; `-infinity`: it is not stated. */
	since: IsoDate;
}

/** By organisation, then by step; null: the roll-out as a whole. */
export type Runs = ReadonlyMap<string, ReadonlyMap<string | null, Run>>;

function runsOfMember(entries: readonly StepEntry[]): Map<string | null, Run> {
	const runs = new Map<string | null, Run>();
	for (const { stepId, state, on } of entries) {
		if (state === null || runs.get(stepId)?.state === state) continue;
		runs.set(stepId, { state, since: on });
	}
	return runs;
}

/** The state in which each cell is at the end of a day, and since when: what is said again begins nothing anew. */
export function runsOn({ entries }: Pick<RollOutRecord, 'entries'>, day: IsoDate): Runs {
	const byDay = standingEntries(entries).filter(({ on }) => on <= day);
	const byMember = Map.groupBy(byDay, ({ memberId }) => memberId);
	return new Map([...byMember].map(([id, own]) => [id, runsOfMember(own)]));
}
