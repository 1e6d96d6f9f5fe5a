/** How often, by how much and by what a date was moved. */
import type { AmendmentName } from '../records/committed.ts';
import { daysBetween } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { changesOf, plannedOn, type Commitment } from './commitment.ts';

/** `report`: a ministry expects another end, and the plan was not changed. */
export const moveWays = ['amendment', 'correction', 'report'] as const;
export type MoveWay = (typeof moveWays)[number];

export interface Move {
	/** From when the plan has the other date, or of which day the report speaks. */
	on: IsoDate;
	from: IsoDate;
	/** Null: the date was taken away. */
	to: IsoDate | null;
	/** Later is positive; null where the date was taken away. */
	days: number | null;
	way: MoveWay;
	/** The amendment by which it was moved; null: by none. */
	amendment: AmendmentName | null;
	/** Of a report: the plan was then changed to that day or a later one, so that this is no other move. */
	settled: boolean;
}

type DatedMove = Move & { to: IsoDate; days: number };

/** Something that happened to a date. */
type Event =
	| { on: IsoDate; plan: { due: IsoDate | null; amendment: AmendmentName | null; way: MoveWay } }
	| { on: IsoDate; declared: IsoDate | null };

function eventsOf(commitment: Commitment, until: IsoDate): { first: IsoDate | null; all: Event[] } {
	const [came = '', ...days] = changesOf(commitment);
	const first = plannedOn(commitment, came)?.due ?? null;
	const all: Event[] = [];
	for (const on of days) {
		const then = plannedOn(commitment, on);
		if (on > until || !then || then.standing === 'retired') continue;
		const { due, amendment } = then;
		const way = then.way === 'amendment' ? 'amendment' : 'correction';
		all.push({ on, plan: { due, amendment, way } });
	}
	for (const { asOf: on, delivery, recoveryOn } of commitment.updates) {
		if (commitment.kind === 'milestone' || on > until) continue;
		if (delivery !== 'completed' && delivery !== 'cancelled')
			all.push({ on, declared: recoveryOn });
	}
	// of one day the plan comes first: the report was made with it in hand
	all.sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
	return { first, all };
}

const move = (
	on: IsoDate,
	from: IsoDate,
	to: IsoDate,
	by: Pick<Move, 'way' | 'amendment'>
): DatedMove => ({ on, from, to, days: daysBetween(from, to), ...by, settled: false });

const byReport = { way: 'report', amendment: null } as const;

/** A plan that follows what reports said leaves of their moves only what lies beyond its new date. */
function settle(said: DatedMove[], due: IsoDate): void {
	for (const one of said) {
		if (one.to <= due) one.settled = true;
		else if (one.from < due) {
			one.from = due;
			one.days = daysBetween(due, one.to);
		}
	}
}

/**
 * All moves of a date up to a day, in their order: those of the plan from one planned date to the next,
 * those of reports from what was expected before. A report that names no other end goes back to the
 * planned one.
 */
export function movesOf(commitment: Commitment, until: IsoDate): Move[] {
	const { first, all } = eventsOf(commitment, until);
	const moves: Move[] = [];
	let planned = first;
	let declared: IsoDate | null = null;
	let said: DatedMove[] = [];
	for (const event of all) {
		if ('plan' in event) {
			const { due, ...by } = event.plan;
			if (due === planned) continue;
			if (planned !== null && due !== null) moves.push(move(event.on, planned, due, by));
			else if (planned !== null)
				moves.push({ on: event.on, from: planned, to: null, days: null, ...by, settled: false });
			if (due !== null) settle(said, due);
			said = said.filter(({ settled }) => !settled);
			if (due !== null && declared !== null && declared <= due) declared = null;
			planned = due;
		} else if (planned !== null) {
			const before: IsoDate = declared ?? planned;
			const after: IsoDate = event.declared ?? planned;
			if (after !== before) {
				const made = move(event.on, before, after, byReport);
				moves.push(made);
				said.push(made);
			}
			declared = event.declared;
		}
	}
	return moves;
}
