/**
 * How many organisations are how far with each step. None is lost between steps: of each step the parts add
 * up to all that take part, those of whom nothing was said and those without a name among them.
 */
import { stepStates, type StepState } from './records.ts';
import { reachOf, type Extent, type RollOutSetup } from './setup.ts';
import { stateOfStep, type Member, type Standing } from './standing.ts';

/** How far an organisation is with a step; `silent`: nothing was said of it, which is not that it has not begun. */
export type StepStanding = StepState | 'silent';
export const stepStandings = [
	'done',
	'commenced',
	'not_started',
	'not_applicable',
	'silent'
] as const satisfies readonly StepStanding[];

/** How many are how far; they add up to the members. */
export type StepCounts = Record<StepStanding, number>;

export interface StepFunnel {
	/** Null: the roll-out as a whole. */
	stepId: string | null;
	counts: StepCounts;
}

export interface WaveFunnel {
	waveId: string;
	extent: Extent;
	/** How many take part by name or as a marked placeholder. */
	members: number;
	/** How many of these are placeholders: that there is one is known, and not which. */
	placeholders: number;
	/** How many it has by what is stated or named; null: it is open, and nothing is a share of it. */
	reach: number | null;
	/** How many are stated beyond its members; null: it is open. */
	notNamed: number | null;
	/** Of the roll-out as a whole, beside the steps. */
	whole: StepFunnel;
	steps: StepFunnel[];
}

const none = (): StepCounts =>
	Object.fromEntries([...stepStates, 'silent'].map((state) => [state, 0])) as StepCounts;

export const standingOf = (member: Member, stepId: string | null): StepStanding =>
	(stepId === null ? member.whole?.state : stateOfStep(member, stepId)) ?? 'silent';

/** How many of some organisations are how far with a step. */
export function countsOf(members: readonly Member[], stepId: string | null): StepCounts {
	const counts = none();
	for (const member of members) counts[standingOf(member, stepId)] += 1;
	return counts;
}

/** The sum of some counts. */
export function summed(all: readonly StepCounts[]): StepCounts {
	const sum = none();
	for (const counts of all) for (const state of stepStandings) sum[state] += counts[state];
	return sum;
}

/** Those of one wave. */
export const membersOf = ({ members }: Pick<Standing, 'members'>, waveId: string): Member[] =>
	members.filter(({ state }) => state.waveId === waveId);

/** How many a wave has by what is stated or named on the day, see {@link reachOf}. */
export function reachIn({ setup, members }: Pick<Standing, 'setup' | 'members'>, waveId: string) {
	const counts = new Map(
		setup.waves.map(({ id }) => [id, membersOf({ members }, id).length] as const)
	);
	return reachOf(setup, waveId, counts);
}

const funnelOf = (members: readonly Member[], setup: RollOutSetup): StepFunnel[] =>
	setup.steps.map(({ id }) => ({ stepId: id, counts: countsOf(members, id) }));

/** Each wave with its counts, in the waves' order. */
export function funnels(standing: Standing): WaveFunnel[] {
	const { setup } = standing;
	return setup.waves.map(({ id: waveId, extent }) => {
		const members = membersOf(standing, waveId);
		const reach = reachIn(standing, waveId);
		return {
			...{ waveId, extent, members: members.length, reach },
			placeholders: members.filter(({ state }) => state.organisationId === null).length,
			notNamed: reach === null ? null : reach - members.length,
			whole: { stepId: null, counts: countsOf(members, null) },
			steps: funnelOf(members, setup)
		};
	});
}
