/** What became of commitments, in words. */
import type { CommitmentTone } from '#lib/charts/commitments/commitment-bars.ts';
import type { Fate } from '#lib/domain/commitments/fate.ts';
import type { MoveWay } from '#lib/domain/commitments/moves.ts';
import type { OwnedFate } from '#lib/domain/commitments/owner-record.ts';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, list, number, percent } from '#lib/ui/format.ts';
import type { CommitmentRow, PeriodRow } from '#lib/domain/commitments/rows.ts';
import type { OwnerView } from './commitments.ts';

export const fateWords: Record<Fate | OwnedFate | 'added', () => string> = {
	kept: m.commitments_fate_kept,
	kept_late: m.commitments_fate_kept_late,
	late: m.commitments_fate_late,
	moved: m.commitments_fate_moved,
	open: m.commitments_fate_open,
	not_reported: m.commitments_fate_not_reported,
	dropped: m.commitments_fate_dropped,
	not_due: m.commitments_fate_not_due,
	not_applicable: m.commitments_fate_not_applicable,
	passed_on: m.commitments_fate_passed_on,
	added: m.commitments_fate_added
};

const byWords: Record<MoveWay, () => string> = {
	amendment: m.commitments_by_amendment,
	correction: m.commitments_by_correction,
	report: m.commitments_by_report
};

const restWords: [Fate, (counted: { count: number }) => string][] = [
	['late', m.commitments_rest_late],
	['open', m.commitments_rest_open],
	['not_reported', m.commitments_rest_not_reported],
	['dropped', m.commitments_rest_dropped],
	['not_due', m.commitments_rest_not_due],
	['not_applicable', m.commitments_rest_not_applicable]
];

const endedIn = ({ counts }: PeriodRow): number => counts.kept + counts.kept_late;

/** How many ended in the period, of what was to. */
function endedWords(row: PeriodRow): string {
	const { due, over, endsOn } = row;
	const ended = endedIn(row);
	const date = day(endsOn);
	if (due === 1) {
		if (over)
			return ended ? m.commitments_head_one_did({ date }) : m.commitments_head_one_none({ date });
		return ended
			? m.commitments_head_one_running({ date })
			: m.commitments_head_one_running_none({ date });
	}
	if (over)
		return ended
			? m.commitments_head_did({ due, ended, date })
			: m.commitments_head_none({ due, date });
	return ended
		? m.commitments_head_running({ due, ended, date })
		: m.commitments_head_running_none({ due, date });
}

function lateWords({ due, counts: { kept_late: late } }: PeriodRow): string {
	if (late === 0) return '';
	return due === 1 ? m.commitments_head_one_late() : m.commitments_head_late({ late });
}

function movedWords({ due, counts: { moved }, movedInReport: inReport }: PeriodRow): string {
	if (moved === 0) return '';
	const words = due === 1 ? m.commitments_head_one_moved() : m.commitments_head_moved({ moved });
	if (inReport === 0) return words;
	return (
		words +
		(inReport === moved ? m.commitments_head_report_all() : m.commitments_head_report({ inReport }))
	);
}

/** The first sentence: what was to end in a period, how much of it did, and what was moved. */
export function headlineWords(row: PeriodRow): string {
	if (row.due === 0) return m.commitments_nothing({ period: row.label });
	const sentence = endedWords(row) + lateWords(row) + movedWords(row);
	return m.commitments_head_end({ sentence });
}

/** What else became of it; empty: nothing else did. */
export function restOf({ counts, added }: PeriodRow): string {
	const parts = restWords.flatMap(([fate, words]) =>
		counts[fate] > 0 ? [words({ count: counts[fate] })] : []
	);
	if (added > 0) parts.push(m.commitments_rest_added({ count: added }));
	return parts.length === 0 ? '' : m.commitments_rest({ parts: list(parts) });
}

/** Which plan says what was to end. */
export function planWords({ plannedAsOf, startsOn }: PeriodRow): string {
	if (plannedAsOf === fromTheBeginning) return m.commitments_plan_adopted();
	const date = day(plannedAsOf);
	return plannedAsOf < startsOn
		? m.commitments_plan_now({ date })
		: m.commitments_plan_then({ date });
}

/** `6 of 14`: a share never stands alone. */
export const keptOf = ({ counts, applicable }: PeriodRow): string =>
	m.commitments_fact_kept_of({ kept: number(counts.kept), applicable: number(applicable) });

/** The share kept, or why there is none. */
export function shareWords({ share, over, applicable }: PeriodRow): string {
	if (applicable === 0) return m.commitments_fact_none();
	if (!over) return m.commitments_fact_running();
	return share === null
		? m.commitments_fact_few()
		: m.commitments_fact_share({ share: percent(share) });
}

/** Days from its day to its end. */
export function latenessWords(days: number): string {
	if (days === 0) return m.commitments_on_day();
	return days > 0 ? m.commitments_days_late({ days }) : m.commitments_days_early({ days: -days });
}

/** What became of one, and by what. */
export function rowFate({ fate, by, added }: Pick<CommitmentRow, 'fate' | 'by' | 'added'>): string {
	const word = fateWords[fate]();
	const words = by === null ? word : m.commitments_fate_by({ fate: word, by: byWords[by]() });
	return added ? m.commitments_fate_added_and({ fate: words.toLowerCase() }) : words;
}

/** The parts of a period's bar, in the order in which they stand. */
export const bars: [Fate | 'added', CommitmentTone][] = [
	['kept', 'kept'],
	['kept_late', 'kept_late'],
	['late', 'late'],
	['moved', 'moved'],
	['open', 'open'],
	['not_reported', 'silent'],
	['dropped', 'dropped'],
	['not_due', 'not_due'],
	['not_applicable', 'out'],
	['added', 'added']
];

/** A period as one sentence. */
export function periodLabel(row: PeriodRow): string {
	const parts = bars.flatMap(([fate]) => {
		const count = fate === 'added' ? row.added : row.counts[fate];
		return count === 0
			? []
			: [
					m.commitments_picture_part({
						count: number(count),
						fate: fateWords[fate]().toLowerCase()
					})
				];
	});
	if (parts.length === 0)
		return m.commitments_picture_row({ period: row.label, parts: m.commitments_picture_none() });
	return m.commitments_picture_row({ period: row.label, parts: list(parts) });
}

/** An owner's record in sentences. */
export function ownerSentences(record: OwnerView): string[] {
	const { dates, counts, later, ways, earlier, removed, takenOver } = record;
	const did = [
		m.commitments_owner_dates({ dates }),
		m.commitments_owner_kept({ kept: number(counts.kept) }),
		m.commitments_owner_late({ late: number(counts.late) }),
		m.commitments_owner_moved({ moved: counts.moved })
	];
	const { times, total, middle, longest } = later;
	const moves =
		times === 0
			? m.commitments_owner_none_moved()
			: `${m.commitments_owner_moves({ times, total: number(total) })}${
					times > 1
						? m.commitments_owner_middle({
								middle: number(middle ?? 0),
								longest: number(longest ?? 0)
							})
						: ''
				}: ${m.commitments_owner_ways({
					amendment: number(ways.amendment),
					correction: number(ways.correction),
					report: number(ways.report)
				})}`;
	return [
		m.commitments_rest({ parts: list(did) }),
		moves,
		...(earlier > 0 ? [m.commitments_owner_earlier({ times: earlier })] : []),
		...(removed > 0 ? [m.commitments_owner_removed({ times: removed })] : []),
		...(takenOver > 0 ? [m.commitments_owner_taken({ dates: takenOver })] : []),
		...(counts.passed_on > 0 ? [m.commitments_owner_passed({ dates: counts.passed_on })] : [])
	];
}
