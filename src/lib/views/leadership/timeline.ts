/** The few activities that the short timeline shows: what slipped most, runs latest or weighs most. */
import {
	onlyRows,
	rowsOf,
	timelineOf,
	timelineSpan,
	type TimelineGroup
} from '#lib/charts/timeline/timeline.ts';
import { heldBackBy } from '#lib/domain/figures/held-back.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import { heaviest, nameOf, type Subject } from './subject.ts';

export interface ShortTimeline {
	/** One level: what stands at the top of the plan, with the chosen activities beneath it. */
	groups: TimelineGroup[];
	from: IsoDate;
	to: IsoDate;
	/** What runs latest of all that is unfinished; null where nothing is late. */
	latest: { code: string; title: string; days: number } | null;
}

const shown = { slips: 5, rows: 8 };

const isDated = ({ kind, plannedStart, plannedEnd }: ElementRecord) =>
	kind === 'activity' && plannedStart !== null && plannedEnd !== null;

/** The first of those of which something is the most. */
function most(
	all: Iterable<ElementFigures>,
	of: (figures: ElementFigures) => number | string
): ElementFigures[] {
	let first: ElementFigures | undefined;
	for (const figures of all) if (first === undefined || of(figures) > of(first)) first = figures;
	return first === undefined ? [] : [first];
}

const daysLateOf = ({ daysLate }: ElementFigures) => (daysLate.known ? daysLate.value : 0);

/** What is unfinished and the latest beyond its planned end; none where nothing is late. */
function latest({ figures }: Subject): ElementFigures[] {
	const late = [...figures.elements.values()].filter(
		(own) => own.kind === 'activity' && daysLateOf(own) > 0 && !own.completed
	);
	return most(late, daysLateOf);
}

/**
 * The codes of what is shown: what is the latest and what ends last, since the plan's end rests on
 * it; then the heaviest slips, then what weighs most and has dates.
 */
export function timelineCodes(subject: Subject, late = latest(subject)): Set<string> {
	const { record, figures, elements } = subject;
	const dated = record.elements.filter(isDated).flatMap(({ id }) => figures.elements.get(id) ?? []);
	const chosen = [
		...late,
		...most(dated, ({ expectedEnd }) => expectedEnd ?? ''),
		...heldBackBy(figures).slice(0, shown.slips),
		...heaviest(dated)
	];
	const ids = new Set(chosen.map(({ id }) => id));
	return new Set([...ids].slice(0, shown.rows).flatMap((id) => elements.get(id)?.code ?? []));
}

/** Those activities in the plan's order; null where no activity has dates. */
export function shortTimeline(subject: Subject): ShortTimeline | null {
	const { record, figures } = subject;
	const late = latest(subject);
	const codes = timelineCodes(subject, late);
	if (codes.size === 0) return null;
	const all = timelineOf(record, figures, ({ code }) => codes.has(code));
	const groups = onlyRows(all, () => true).map((top) => ({
		...top,
		groups: [],
		rows: rowsOf([top])
	}));
	const [worst] = late;
	const named = worst && subject.elements.get(worst.id);
	return {
		groups,
		...timelineSpan(groups, record, figures.asOf),
		latest: worst && named ? { ...nameOf(named), days: daysLateOf(worst) } : null
	};
}
