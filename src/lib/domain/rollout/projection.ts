/**
 * How many organisations of a wave will have done a step by a day, at the pace of past quarters.
 *
 * The pace is the mean number done in a quarter of the calendar, over the quarters that are over, from the
 * one in which anything was first said of the step in the wave; at least four quarters, and one done. The
 * sum over `h` quarters to come is spread by √(h·s² + h²·s²/n): by chance in each of them, and since the
 * pace itself is known from `n` quarters alone; `s²` is the variance of the past quarters, and no less than
 * their mean, as if organisations came by chance. The band holds 80 % where sums are spread as the normal
 * distribution is: mean ± 1.2816 spreads, never less than is done, and never more than there are.
 */
import { addMonths, dayNumber, fromTheBeginning } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { quarterEnds, quarterOf } from './quarters.ts';
import { countsOf, membersOf, reachIn } from './funnel.ts';
import type { RollOutRecord } from './records.ts';
import { runsOn, type Runs } from './runs.ts';
import { windowOf } from './setup.ts';
import { standingEntries, type Member, type Standing } from './standing.ts';
import { doneDays } from './velocity.ts';

/** Why a step of a wave cannot be projected. */
export type NotProjected =
	'open' | 'nobody' | 'silent' | 'all_done' | 'nothing_done' | 'short_history';

interface OfStep {
	waveId: string;
	stepId: string;
	/** How many have done it. */
	done: number;
	/** To how many it applies, those not named too; null: the wave is open. */
	of: number | null;
}

/** On what a projection rests. */
export interface Pace {
	/** Organisations a quarter. */
	mean: number;
	/** Over so many quarters. */
	quarters: number;
	/** The variance of one quarter. */
	variance: number;
}

export type Projection = OfStep &
	(
		| { why: NotProjected }
		| {
				why: null;
				pace: Pace;
				/** The day that it is projected to: the window's last, or else a year from the status date. */
				on: IsoDate;
				/** Whether the day is the planned one. */
				isPlanned: boolean;
				/** Organisations; not rounded. */
				likely: number;
				low: number;
				high: number;
				/** The end of the quarter by which all will have done it; null: not within ten years. */
				allBy: IsoDate | null;
		  }
	);

/** How many quarters of the past are asked. */
export const leastQuarters = 4;
/** From the median of the normal distribution to where 80 % lie between, in spreads. */
const widthOfBand = 1.2816;
const daysOfQuarter = 365.25 / 4;
const mostQuarters = 40;

/** The pace by which a step was done in past quarters; null: they are too few. */
export function paceOf(days: readonly IsoDate[], first: IsoDate, asOf: IsoDate): Pace | null {
	const ends = quarterEnds(first, asOf).filter((end) => end <= asOf);
	if (ends.length < leastQuarters) return null;
	const counts = ends.map(
		(end) => days.filter((day) => day >= quarterOf(end) && day <= end).length
	);
	const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
	const variance = Math.max(squares / (counts.length - 1), mean);
	return { mean, quarters: counts.length, variance };
}

/** How many more are done in some quarters to come: likely, and at either end of the band. */
function more({ mean, variance, quarters }: Pace, ahead: number) {
	const spread = Math.sqrt(ahead * variance + (ahead ** 2 * variance) / quarters);
	const [likely, half] = [ahead * mean, widthOfBand * spread];
	return { likely, low: likely - half, high: likely + half };
}

const ahead = (asOf: IsoDate, on: IsoDate) => (dayNumber(on) - dayNumber(asOf)) / daysOfQuarter;

function endOfAll(pace: Pace, left: number, asOf: IsoDate): IsoDate | null {
	const ends = quarterEnds(asOf, addMonths(asOf, 3 * mostQuarters));
	// the end of a quarter that is the status date is not to come
	return ends.find((end) => end > asOf && more(pace, ahead(asOf, end)).likely >= left) ?? null;
}

interface Known {
	standing: Standing;
	runs: Runs;
	/** The first day on which anything was said of each step, by those that take part in the wave. */
	firstOf: (members: readonly Member[], stepId: string) => IsoDate | null;
}

function projectionOf(
	{ standing, runs, firstOf }: Known,
	waveId: string,
	stepId: string
): Projection {
	const { on: asOf, setup } = standing;
	const members = membersOf(standing, waveId);
	const { done, not_applicable, silent } = countsOf(members, stepId);
	const reach = reachIn(standing, waveId);
	const of = reach === null ? null : reach - not_applicable;
	const own: OfStep = { waveId, stepId, done, of };
	if (of === null) return { ...own, why: 'open' };
	if (of === 0) return { ...own, why: 'nobody' };
	if (silent === members.length) return { ...own, why: 'silent' };
	if (done === of) return { ...own, why: 'all_done' };
	if (done === 0) return { ...own, why: 'nothing_done' };
	const first = firstOf(members, stepId);
	const pace = first === null ? null : paceOf(doneDays({ members }, runs, stepId), first, asOf);
	if (pace === null) return { ...own, why: 'short_history' };
	if (pace.mean === 0) return { ...own, why: 'nothing_done' };
	const endsOn = windowOf(setup, waveId, stepId)?.endsOn ?? null;
	const isPlanned = endsOn !== null && endsOn > asOf;
	const on = isPlanned ? endsOn : addMonths(asOf, 12);
	const { likely, low, high } = more(pace, ahead(asOf, on));
	const within = (number: number) => Math.min(of, Math.max(done, done + number));
	return {
		...{ ...own, why: null, pace, on, isPlanned },
		...{ likely: within(likely), low: within(low), high: within(high) },
		allBy: endOfAll(pace, of - done, asOf)
	};
}

/** Each step of each wave, in their order. */
export function projections(rollOut: RollOutRecord, standing: Standing): Projection[] {
	const { on: asOf, setup } = standing;
	const byStep = Map.groupBy(
		standingEntries(rollOut.entries).filter(({ on }) => on <= asOf && on !== fromTheBeginning),
		({ stepId }) => stepId
	);
	const known: Known = {
		standing,
		runs: runsOn(rollOut, asOf),
		firstOf(members, stepId) {
			const own = new Set(members.map(({ id }) => id));
			return byStep.get(stepId)?.find(({ memberId }) => own.has(memberId))?.on ?? null;
		}
	};
	return setup.waves.flatMap(({ id: waveId }) =>
		setup.steps.map(({ id: stepId }) => projectionOf(known, waveId, stepId))
	);
}
