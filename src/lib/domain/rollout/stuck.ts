/** Which organisations wait, for how long, at which step and before which gate. */
import { daysBetween, fromTheBeginning, later } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import type { RollOutRecord } from './records.ts';
import { runsOn, type Run } from './runs.ts';
import { windowOf, type RollOutSetup, type RollOutStep } from './setup.ts';
import { gateShut, type Member, type Standing } from './standing.ts';

/** A step that an organisation could be done with, and is not. */
export interface Waiting {
	memberId: string;
	stepId: string;
	/** `commenced`: it began, and is not done; `gate`: what must be done before it is, and it has not begun. */
	kind: 'commenced' | 'gate';
	/** When it began; or when the last of the steps before it was done. Null: that day is not stated. */
	since: IsoDate | null;
	/** From then to the status date. */
	days: number | null;
	/** How many days ago its planned window ended; null: it has not, or its end is not said. */
	overdue: number | null;
}

/** Who waits for longer than this many days, or past the window's end, is stuck: a quarter. */
export const stuckAfter = 91;

export const isStuck = ({ days, overdue }: Waiting): boolean =>
	(days ?? 0) > stuckAfter || overdue !== null;

type Known = Pick<Standing, 'on'> & { setup: RollOutSetup };

/** When the last of the steps before one was done; null: it has none before it, or they do not apply. */
function opened(step: RollOutStep, runs: ReadonlyMap<string | null, Run>): IsoDate | null {
	const days = step.gate.after.flatMap((id) => {
		const run = runs.get(id);
		return run?.state === 'done' ? [run.since] : [];
	});
	return days.length > 0 ? days.reduce((one, day) => later(one, day)) : null;
}

function waitingAt(
	{ setup, on }: Known,
	member: Member,
	step: RollOutStep,
	runs: ReadonlyMap<string | null, Run>
): Waiting | null {
	const run = runs.get(step.id);
	if (run?.state === 'done' || run?.state === 'not_applicable') return null;
	const begun = run?.state === 'commenced';
	// before a gate that is shut it is the steps of the gate that it waits for
	if (!begun && gateShut(setup, member, step.id).length > 0) return null;
	const since = begun ? run.since : opened(step, runs);
	if (since === null) return null;
	const endsOn = windowOf(setup, member.state.waveId, step.id)?.endsOn ?? null;
	const stated = since === fromTheBeginning ? null : since;
	return {
		...{ memberId: member.id, stepId: step.id, kind: begun ? 'commenced' : 'gate' },
		...{ since: stated, days: stated === null ? null : daysBetween(stated, on) },
		overdue: endsOn !== null && endsOn < on ? daysBetween(endsOn, on) : null
	};
}

/** All that wait, who waits longest first, and last those of whom no day is stated; see {@link isStuck}. */
export function waiting(rollOut: RollOutRecord, standing: Standing): Waiting[] {
	const runs = runsOn(rollOut, standing.on);
	const all = standing.members.flatMap((member) =>
		standing.setup.steps.flatMap((step) => {
			const found = waitingAt(standing, member, step, runs.get(member.id) ?? new Map());
			return found ? [found] : [];
		})
	);
	return all.toSorted((one, other) => (other.days ?? -1) - (one.days ?? -1));
}
