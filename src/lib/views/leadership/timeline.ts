/** The few activities that the short timeline shows: what slipped most, and what weighs most. */
import {
	onlyRows,
	rowsOf,
	timelineOf,
	timelineSpan,
	type TimelineGroup
} from '#lib/charts/timeline.ts';
import { heldBackBy } from '#lib/domain/figures/held-back.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Subject } from './subject.ts';

export interface ShortTimeline {
	/** One level: what stands at the top of the plan, with the chosen activities beneath it. */
	groups: TimelineGroup[];
	from: IsoDate;
	to: IsoDate;
}

const shown = { slips: 5, rows: 8 };

/** The codes of what is shown: the heaviest slips first, then what weighs most and has dates. */
export function timelineCodes({ record, figures, elements }: Subject): Set<string> {
	const heaviest = record.elements
		.filter(({ kind, plannedStart, plannedEnd }) => {
			return kind === 'activity' && plannedStart !== null && plannedEnd !== null;
		})
		.map(({ id }) => ({ id, weight: figures.elements.get(id)?.effectiveWeight ?? 0 }))
		.sort((one, other) => other.weight - one.weight);
	const slipped = heldBackBy(figures).slice(0, shown.slips);
	const ids = new Set([...slipped, ...heaviest].map(({ id }) => id));
	return new Set([...ids].slice(0, shown.rows).flatMap((id) => elements.get(id)?.code ?? []));
}

/** Those activities in the plan's order; null where no activity has dates. */
export function shortTimeline(subject: Subject): ShortTimeline | null {
	const { record, figures } = subject;
	const codes = timelineCodes(subject);
	if (codes.size === 0) return null;
	const all = timelineOf(record, figures);
	const groups = onlyRows(all, ({ code }) => codes.has(code)).map((top) => ({
		...top,
		groups: [],
		rows: rowsOf([top])
	}));
	return { groups, ...timelineSpan(groups, record, figures.asOf) };
}
