/** How a roll-out stands on a day. */
import type { IsoDate } from '../records/records.ts';
import type {
	MemberState,
	RollOutRecord,
	RollOutVersion,
	StepEntry,
	StepState
} from './records.ts';
import type { RollOutSetup } from './setup.ts';

/** An organisation as it takes part on a day, with the last that was said of each step by then. */
export interface Member {
	id: string;
	state: MemberState;
	/** By step; none: nothing was said of it. */
	steps: ReadonlyMap<string, StepEntry>;
	/** Of the roll-out as a whole; null: nothing was said. */
	whole: StepEntry | null;
}

export interface Standing {
	on: IsoDate;
	setup: RollOutSetup;
	/** Those that take part, by wave, then in the order in which they joined. */
	members: readonly Member[];
	/** Those that left or were merged by then. */
	gone: readonly Member[];
}

interface Dated {
	from: IsoDate;
}

const isBy = (from: IsoDate, day: IsoDate) => from === '-infinity' || from <= day;

/** The last state that holds on a day; undefined: there was none yet. */
export const lastBy = <State extends Dated>(
	states: readonly State[],
	day: IsoDate
): State | undefined => states.findLast(({ from }) => isBy(from, day));

/** The set-up in force on a day; before its first day the first. */
export const versionOn = (
	{ versions }: Pick<RollOutRecord, 'versions'>,
	day: IsoDate
): RollOutVersion => lastBy(versions, day) ?? versions[0]!;

/** Those that no other takes the place of, ascending by the day that they speak of. */
export function standingEntries(entries: readonly StepEntry[]): StepEntry[] {
	const corrected = new Set(entries.map(({ correctsId }) => correctsId));
	return entries.filter(({ id, state }) => state !== null && !corrected.has(id)).toSorted(byDay);
}

/** One whose day is not stated comes before all others; of one day as they were recorded. */
function byDay(one: StepEntry, other: StepEntry): number {
	if (one.on !== other.on) return one.on < other.on ? -1 : 1;
	return Number(BigInt(one.id) - BigInt(other.id));
}

function memberOn(id: string, state: MemberState, entries: readonly StepEntry[]): Member {
	const steps = new Map<string, StepEntry>();
	let whole: StepEntry | null = null;
	for (const entry of entries)
		if (entry.stepId === null) whole = entry;
		else steps.set(entry.stepId, entry);
	return { id, state, steps, whole };
}

/** How it stands at the end of a day, by all that counts in the record's scope. */
export function standingOn(rollOut: RollOutRecord, day: IsoDate): Standing {
	const { setup } = versionOn(rollOut, day);
	const byMember = Map.groupBy(
		standingEntries(rollOut.entries).filter(({ on }) => on <= day),
		({ memberId }) => memberId
	);
	const there = rollOut.members.flatMap(({ id, states }) => {
		const state = lastBy(states, day);
		return state ? [memberOn(id, state, byMember.get(id) ?? [])] : [];
	});
	const places = new Map(setup.waves.map(({ id }, at) => [id, at]));
	const placeOf = ({ state }: Member) => places.get(state.waveId) ?? setup.waves.length;
	return {
		...{ on: day, setup },
		members: there
			.filter(({ state }) => state.standing === 'takes_part')
			.toSorted((one, other) => placeOf(one) - placeOf(other)),
		gone: there.filter(({ state }) => state.standing !== 'takes_part')
	};
}

/** How far an organisation is with a step; null: nothing was said, which is not that it has not begun. */
export const stateOfStep = (member: Pick<Member, 'steps'>, stepId: string): StepState | null =>
	member.steps.get(stepId)?.state ?? null;

/** The steps of the gate before one that are not done and do apply, by id. */
export function gateShut(
	setup: RollOutSetup,
	member: Pick<Member, 'steps'>,
	stepId: string
): string[] {
	const step = setup.steps.find(({ id }) => id === stepId);
	return (step?.gate.after ?? []).filter((id) => {
		const state = stateOfStep(member, id);
		return state !== 'done' && state !== 'not_applicable';
	});
}
