/** Geometry of one row of the timeline, in shares of its lane's width. */
import type { DeliveryCountName } from '#lib/domain/delivery-counts.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import { within } from './lengths.ts';
import { positions } from './time-axis.ts';
import type { TimelineGroup, TimelineRow, TimelineSpan } from './timeline.ts';

export interface Stretch {
	from: number;
	width: number;
}

export interface Lane {
	/** As planned. */
	ghost: Stretch | null;
	/** As it runs; of what kind the part is that is not done. */
	bar: (Stretch & { of: 'rest' | 'silent' | 'void' | 'span' }) | null;
	done: Stretch | null;
	/** From the planned to the expected end, where that is later by more than can be overlooked. */
	slip: { from: number; to: number } | null;
	diamonds: { x: number; reached: boolean }[];
	/** A date that stands alone, without the other end of its span. */
	lone: number | null;
	/** Why there is no bar. */
	missing: 'dates' | 'start' | 'end' | null;
}

type Place = (day: IsoDate) => number;

function stretch(at: Place, start: IsoDate | null, end: IsoDate | null): Stretch | null {
	if (start === null || end === null || end < start) return null;
	const from = within(at(start));
	return { from, width: within(at(end)) - from };
}

function slipOf(at: Place, { plannedEnd, end }: TimelineSpan): Lane['slip'] {
	if (plannedEnd === null || end === null) return null;
	const [from, to] = [within(at(plannedEnd)), within(at(end))];
	return to - from > 0.003 ? { from, to } : null;
}

const outOfPlan: DeliveryCountName[] = ['cancelled', 'not_applicable'];

function kindOf(state: DeliveryCountName): 'rest' | 'silent' | 'void' {
	if (outOfPlan.includes(state)) return 'void';
	return state === 'not_reported' ? 'silent' : 'rest';
}

function missingOf({ start, end, plannedStart, plannedEnd }: TimelineSpan): Lane['missing'] {
	const begins = start ?? plannedStart;
	const ends = end ?? plannedEnd;
	if (begins === null && ends === null) return 'dates';
	if (begins === null) return 'start';
	return ends === null ? 'end' : null;
}

function spanLane(span: TimelineSpan, from: IsoDate, to: IsoDate): Lane {
	const at = positions(from, to);
	const running = stretch(at, span.start, span.end);
	const missing = missingOf(span);
	const lone =
		missing === 'start' || missing === 'end'
			? (span.end ?? span.plannedEnd ?? span.start ?? span.plannedStart)
			: null;
	return {
		ghost: stretch(at, span.plannedStart, span.plannedEnd),
		bar: running && { ...running, of: 'rest' },
		done: null,
		slip: slipOf(at, span),
		diamonds: [],
		lone: lone === null ? null : within(at(lone)),
		missing
	};
}

/** A goal's or objective's lane: from the first of its work to the last, with no progress of its own. */
export function groupLane(group: TimelineGroup, from: IsoDate, to: IsoDate): Lane {
	const lane = spanLane(group, from, to);
	const empty = group.groups.length + group.rows.length === 0;
	return {
		...lane,
		bar: lane.bar && { ...lane.bar, of: 'span' },
		missing: empty ? null : lane.missing
	};
}

export function rowLane(row: TimelineRow, from: IsoDate, to: IsoDate): Lane {
	const at = positions(from, to);
	const lane = spanLane(row, from, to);
	const of = kindOf(row.state);
	const { bar } = lane;
	const done = of === 'rest' ? within(row.done ?? 0) : 0;
	return {
		...lane,
		bar: bar && { ...bar, of },
		done: bar && done > 0 ? { from: bar.from, width: bar.width * done } : null,
		slip: of === 'void' ? null : lane.slip,
		diamonds: row.milestones
			.map(({ on, reached }) => ({ x: at(on), reached }))
			.filter(({ x }) => x >= 0 && x <= 1)
	};
}
