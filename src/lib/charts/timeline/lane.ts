/** Geometry of one row of the timeline, in shares of its lane's width. */
import type { DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { within } from '../lengths.ts';
import { positions } from '../time-axis.ts';
import type { TimelineGroup, TimelineRow, TimelineSpan } from './timeline.ts';

/**
 * What a bar stands for: `ghost` the plan, `adopted` the plan as first adopted, `rest` what is still to do, `done` what is, `silent` work
 * that is not reported, `void` work that was given up, `span` all of a group.
 */
export type BarKind = 'ghost' | 'adopted' | 'rest' | 'done' | 'silent' | 'void' | 'span';

export interface Bar {
	of: BarKind;
	from: number;
	width: number;
}

export interface Lane {
	/** From the lowest to the one on top. */
	bars: Bar[];
	/** From the planned to the expected end, where that is later by more than can be overlooked. */
	slip: { from: number; to: number } | null;
	diamonds: { x: number; reached: boolean }[];
	/** Why there is no bar, and where the one date stands that is set. */
	missing: { of: 'dates' | 'start' | 'end'; x: number | null } | null;
}

type Place = (day: IsoDate) => number;

/** A bar between two days; none where one is not set, or they are the wrong way round. */
function bar(at: Place, of: BarKind, start: IsoDate | null, end: IsoDate | null): Bar[] {
	if (start === null || end === null || end < start) return [];
	const from = within(at(start));
	return [{ of, from, width: within(at(end)) - from }];
}

function planned(at: Place, { plannedStart, plannedEnd }: TimelineSpan): Bar[] {
	return bar(at, 'ghost', plannedStart, plannedEnd);
}

function adopted(at: Place, { adopted: span }: TimelineRow): Bar[] {
	return span ? bar(at, 'adopted', span.plannedStart, span.plannedEnd) : [];
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

function missingOf(at: Place, span: TimelineSpan): Lane['missing'] {
	const begins = span.start ?? span.plannedStart;
	const ends = span.end ?? span.plannedEnd;
	if (begins !== null && ends !== null) return null;
	const only = begins ?? ends;
	if (only === null) return { of: 'dates', x: null };
	return { of: begins === null ? 'start' : 'end', x: within(at(only)) };
}

/** The share that is done, from the start of a bar. */
function doneOf(running: Bar[], done: number | null): Bar[] {
	return running
		.filter(({ of }) => of === 'rest' && (done ?? 0) > 0)
		.map(({ from, width }) => ({ of: 'done', from, width: width * within(done ?? 0) }));
}

export function rowLane(row: TimelineRow, from: IsoDate, to: IsoDate): Lane {
	const at = positions(from, to);
	const of = kindOf(row.state);
	// nothing is expected of work that was given up: what was planned is outlined
	const running =
		of === 'void' ? bar(at, of, row.plannedStart, row.plannedEnd) : bar(at, of, row.start, row.end);
	return {
		bars: [...planned(at, row), ...adopted(at, row), ...running, ...doneOf(running, row.done)],
		slip: of === 'void' ? null : slipOf(at, row),
		diamonds: row.milestones
			.map(({ on, reached }) => ({ x: at(on), reached }))
			.filter(({ x }) => x >= 0 && x <= 1),
		missing: missingOf(at, row)
	};
}

/** A goal's or objective's lane: from the first of its work to the last, with no progress of its own. */
export function groupLane(group: TimelineGroup, from: IsoDate, to: IsoDate): Lane {
	const at = positions(from, to);
	const bars = [...planned(at, group), ...bar(at, 'span', group.start, group.end)];
	return { bars, slip: slipOf(at, group), diamonds: [], missing: null };
}
