/**
 * Made-up histories of activities, of seven kinds that go wrong in different ways: what forecasts are
 * tried on, and what they know before a plan has a past of its own. The same at every run.
 *
 * Each activity is planned for half a year to four years, to begin in one of twelve quarters; one in
 * three begins late, by two months on average. It is reported every quarter until it ends.
 */
import type { ActivityHistory, DatedReport } from '../forecast/histories.ts';
import { quarterInDays } from '../forecast/sources.ts';
import { drawsOf, type Draws } from './random.ts';
import {
	drawnPauses,
	drawnSteps,
	steadyWork,
	steppedWork,
	type Span,
	type Work
} from './simulated-work.ts';

interface Kind {
	/** How much longer than planned the work takes: mean and deviation of the logarithm. */
	longer: readonly [mean: number, deviation: number];
	work(draws: Draws, span: Span): Work;
}

const asDone = (done: number) => done;

const kinds = {
	/** Slow, then fast, then slow. */
	s_curve: {
		longer: [0.15, 0.3],
		work(draws, span) {
			const steep = draws.between(1.3, 2.5);
			return steadyWork(draws, span, (u) => u ** steep / (u ** steep + (1 - u) ** steep));
		}
	},
	/** Up to three pauses of 2 to 13 months. */
	stalls: {
		longer: [0, 0.2],
		work: (draws, span) => steadyWork(draws, span, asDone, drawnPauses(draws, span))
	},
	/** Two to six steps that nobody planned. */
	jumps: {
		longer: [0.15, 0.3],
		work: (draws, span) => steppedWork(span, drawnSteps(draws, span, draws.whole(2, 6), 0), false)
	},
	/** Three to seven planned steps, each late or early on its own. */
	milestones: {
		longer: [0.15, 0.25],
		work: (draws, span) => steppedWork(span, drawnSteps(draws, span, draws.whole(3, 7), 0.4), true)
	},
	/** Half as long again as planned, and declared to end after 30 to 90 % of what is left. */
	optimistic: {
		longer: [0.4, 0.3],
		work: (draws, span) => steadyWork(draws, span, asDone)
	},
	/** Reported as the root of what is done: 90 % come early, and the rest takes for ever. */
	creep: {
		longer: [0.2, 0.3],
		work: (draws, span) => steadyWork(draws, span, Math.sqrt)
	},
	/** As planned, by 8 % or so. */
	punctual: {
		longer: [0, 0.08],
		work: (draws, span) => steadyWork(draws, span, asDone)
	}
} as const satisfies Record<string, Kind>;

export type SimulatedKind = keyof typeof kinds;
export const simulatedKinds = Object.keys(kinds) as SimulatedKind[];

function drawnSpan(draws: Draws, [mean, deviation]: Kind['longer']): Span {
	const plannedStart = Math.round(draws.whole(0, 11) * quarterInDays);
	const plannedDays = draws.whole(180, 1460);
	return {
		plannedStart,
		plannedDays,
		begunOn: plannedStart + (draws.whole(1, 3) === 1 ? Math.round(draws.waiting(60)) : 0),
		workedDays: plannedDays * Math.exp(draws.normal(mean, deviation))
	};
}

/**
 * The end that is declared: mostly the planned one until a quarter before it, then 50 to 110 % of what
 * is truly left, so it knows a good deal. Optimists declare too little of what is left all along.
 */
function declaredEnds(draws: Draws, kind: SimulatedKind, plannedEnd: number, endedOn: number) {
	const isOptimistic = kind === 'optimistic';
	const hope = isOptimistic ? draws.between(0.3, 0.9) : draws.between(0.5, 1.1);
	return (day: number) => {
		const hoped = Math.round(day + (endedOn - day) * hope);
		const declared = day >= plannedEnd - quarterInDays ? hoped : plannedEnd;
		return Math.max(day + 1, isOptimistic ? Math.min(declared, hoped) : declared);
	};
}

function simulatedActivity(draws: Draws, kind: SimulatedKind, id: string): ActivityHistory {
	const span = drawnSpan(draws, kinds[kind].longer);
	const { plannedStart, begunOn } = span;
	const plannedEnd = plannedStart + span.plannedDays;
	const work = kinds[kind].work(draws, span);
	const endedOn = Math.ceil(work.endsOn);
	const declaredEnd = declaredEnds(draws, kind, plannedEnd, endedOn);
	const reports: DatedReport[] = [];
	for (let quarter = 1; plannedStart + quarter * quarterInDays < endedOn; quarter += 1) {
		const on = Math.floor(plannedStart + quarter * quarterInDays);
		reports.push({ on, share: work.shareOn(on), declaredEnd: declaredEnd(on) });
	}
	const { plannedCurve } = work;
	return { id, plannedStart, plannedEnd, plannedCurve, begunOn, reports, endedOn, excluded: false };
}

/** A plan of so many activities of one kind, all of which have ended. */
export function simulatedPlan(
	kind: SimulatedKind,
	activities: number,
	name: string
): ActivityHistory[] {
	const draws = drawsOf(`${kind} ${name}`);
	return Array.from({ length: activities }, (_, i) => simulatedActivity(draws, kind, String(i)));
}
