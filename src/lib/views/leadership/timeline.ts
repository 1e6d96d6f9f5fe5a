/** The few activities that the short timeline shows: what slipped most, runs latest or weighs most. */
import {
	onlyRows,
	rowsOf,
	timelineOf,
	timelineSpan,
	type TimelineGroup
} from '#lib/charts/timeline.ts';
import { heldBackBy } from '#lib/domain/figures/held-back.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import { nameOf, type Subject } from './subject.ts';

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

/** Unfinished, the latest beyond its planned end first. */
function latest({ figures, elements }: Subject): ElementFigures[] {
	const days = ({ daysLate }: ElementFigures) => (daysLate.known ? daysLate.value : 0);
	return [...figures.elements.values()]
		.filter((own) => days(own) > 0 && !own.completed && elements.get(own.id)?.kind === 'activity')
		.sort((one, other) => days(other) - days(one));
}

/**
 * The codes of what is shown: what is the latest and what ends last, since the plan's end rests on
 * it; then the heaviest slips, then what weighs most and has dates.
 */
export function timelineCodes(subject: Subject): Set<string> {
	const { record, figures, elements } = subject;
	const dated = record.elements.filter(isDated).flatMap(({ id }) => figures.elements.get(id) ?? []);
	const end = ({ expectedEnd }: ElementFigures) => expectedEnd ?? '';
	const weight = ({ effectiveWeight }: ElementFigures) => effectiveWeight ?? 0;
	const chosen = [
		...latest(subject).slice(0, 1),
		...dated.toSorted((one, other) => end(other).localeCompare(end(one))).slice(0, 1),
		...heldBackBy(figures).slice(0, shown.slips),
		...dated.toSorted((one, other) => weight(other) - weight(one))
	];
	const ids = new Set(chosen.map(({ id }) => id));
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
	const [worst] = latest(subject);
	const named = subject.elements.get(worst?.id ?? '');
	const days = worst?.daysLate.known ? worst.daysLate.value : 0;
	return {
		groups,
		...timelineSpan(groups, record, figures.asOf),
		latest: named === undefined ? null : { ...nameOf(named), days }
	};
}
