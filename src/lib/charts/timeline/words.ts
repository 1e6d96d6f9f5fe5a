/** What a row of the timeline says in words: the same facts that its lane draws. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, list, percent, points } from '#lib/ui/format.ts';
import { deliveryWords, unknownWords } from '#lib/ui/vocabulary.ts';
import type { TimelineEntry, TimelineGroup, TimelineRow, TimelineSpan } from './timeline.ts';

/** `1 Jan 2024 to 30 Jun 2026`, with what of it is not set. */
export function plannedWords({ plannedStart, plannedEnd }: TimelineSpan): string {
	if (plannedStart && plannedEnd) {
		return m.timeline_planned({ start: day(plannedStart), end: day(plannedEnd) });
	}
	if (plannedEnd) return m.timeline_planned_end({ end: day(plannedEnd) });
	if (plannedStart) return m.timeline_planned_start({ start: day(plannedStart) });
	return m.timeline_dates_not_set();
}

/** When it was planned in the plan as adopted; empty where that is not otherwise. */
function adoptedWords({ adopted }: Pick<TimelineRow, 'adopted'>): string {
	if (!adopted) return '';
	const { plannedStart, plannedEnd } = adopted;
	const dated = (on: IsoDate | null) => (on ? day(on) : m.delivery_not_set());
	return m.timeline_adopted({ start: dated(plannedStart), end: dated(plannedEnd) });
}

/** When it ends, and how much that is late; empty where nothing says so. */
export function endWords({ end, daysLate }: TimelineEntry): string {
	if (!end) return '';
	if (daysLate === null || daysLate === 0) return m.timeline_ends({ end: day(end) });
	if (daysLate > 0) return m.timeline_ends_late({ end: day(end), days: daysLate });
	return m.timeline_ends_early({ end: day(end), days: -daysLate });
}

/** How much of it is done, and how far from the plan that is. */
export function doneWords({ done, reason, slippage }: TimelineEntry): string {
	if (done === null) return m.timeline_unknown({ reason: reason ? unknownWords[reason]() : '' });
	if (slippage === null) return m.timeline_done({ share: percent(done) });
	return m.timeline_done_slip({ share: percent(done), points: points(slippage) });
}

/** That silence stands behind the share, which is of an earlier report. */
function silenceWords({ state, done }: TimelineRow): string {
	return state === 'not_reported' && done !== null ? m.timeline_not_reported() : '';
}

/** All of it, as whole sentences. */
export function entryWords(entry: TimelineEntry): string {
	return [plannedWords(entry), endWords(entry), doneWords(entry)].filter(Boolean).join(' ');
}

/** The same, with silence and milestones, which the lane can only draw. */
export function rowWords(row: TimelineRow): string {
	const milestones = row.milestones.map(({ title, on, reached }) =>
		reached
			? m.timeline_milestone_reached({ title, on: day(on) })
			: m.timeline_milestone_planned({ title, on: day(on) })
	);
	const reached =
		milestones.length === 0 ? '' : m.timeline_milestones({ milestones: list(milestones) });
	return [entryWords(row), adoptedWords(row), silenceWords(row), reached].filter(Boolean).join(' ');
}

/** The states that a bar does not show by itself. */
const spoken: TimelineRow['state'][] = ['on_hold', 'cancelled', 'not_reported', 'not_applicable'];

/** After a row's title: who leads, the state where the bar does not show it, and how late it is. */
export function afterRow({ owners, state, daysLate }: TimelineRow): string {
	const words = spoken.includes(state) ? [deliveryWords[state]()] : [];
	const late = daysLate !== null && daysLate > 0 ? [m.timeline_days_late({ days: daysLate })] : [];
	// a dot never begins a line
	return [...owners, ...words, ...late].join('\u00a0· ');
}

/** After a group's title: how much is done, or why nobody can say. */
export function afterGroup({ done, reason, groups, rows, unsent = 0 }: TimelineGroup): string {
	if (done !== null) return m.timeline_share_done({ share: percent(done) });
	if (reason === 'shares_elements') return unknownWords[reason]();
	if (groups.length + rows.length + unsent === 0) return m.timeline_no_activities();
	// that nothing beneath is due yet says nothing about the group's own time
	return reason === null || reason === 'nothing_applicable' ? '' : unknownWords[reason]();
}

/** Which date is not set, where a bar would be. */
export const missingWords = {
	dates: m.timeline_no_dates,
	start: m.timeline_no_start,
	end: m.timeline_no_end
};
