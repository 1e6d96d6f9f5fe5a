/** Sentences that several of a reporter's pages say. */
import { m } from '#lib/paraglide/messages.js';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { DaysTaken } from '#lib/domain/reporting/open-report.ts';
import type { KpiDirection, ReportingState } from '#lib/domain/records/vocabulary.ts';
import { day, isPercent, list, unitLabel, type UnitName } from '#lib/ui/format.ts';

export interface Counts {
	activities: number;
	kpis: number;
	lines: number;
}

/** `8 activities, 3 KPIs and 4 budget lines`; what there is none of is left out. */
export function counted({ activities, kpis, lines }: Counts): string {
	return list([
		...(activities > 0 ? [m.report_count_activities({ count: activities })] : []),
		...(kpis > 0 ? [m.report_count_kpis({ count: kpis })] : []),
		...(lines > 0 ? [m.report_count_lines({ count: lines })] : [])
	]);
}

export interface Report {
	label: string;
	state: ReportingState;
	open: boolean;
	handedIn: boolean;
}

const closedWords: Partial<Record<ReportingState, (inputs: { period: string }) => string>> = {
	submitted: m.report_closed_submitted,
	approved: m.report_closed_approved,
	published: m.report_closed_published
};

/** Why the report at hand takes nothing more; null: it does, or there is none. */
export function closedSentence(report: Report | null): string | null {
	if (!report || report.open) return null;
	const period = report.label;
	if (report.handedIn) return m.report_closed_handed_in({ period });
	return (closedWords[report.state] ?? m.report_closed_period)({ period });
}

/** What the report at hand still waits for, or that it takes nothing more. */
export function standingOf(report: Report | null, remaining: Counts): string {
	if (!report) return m.report_no_period();
	const closed = closedSentence(report);
	if (closed) return closed;
	const period = report.label;
	const still = counted(remaining);
	return still
		? m.report_remaining({ items: still, period })
		: m.report_nothing_remains({ period });
}

type ReportOfDays = { label: string; days: DaysTaken | null } | null;

/** Of which days the report takes entries; null: there is none that takes any. */
export function daysSentence(report: ReportOfDays): string | null {
	if (!report?.days) return null;
	const { from, until } = report.days;
	if (from === null) return untilSentence(report);
	return m.report_takes_days({ period: report.label, from: day(from), until: day(until) });
}

/** The same of values, which may be measured before its period. */
export const untilSentence = (report: ReportOfDays): string | null =>
	report?.days
		? m.report_takes_days_until({ period: report.label, until: day(report.days.until) })
		: null;

interface Next {
	label: string;
	startsOn: IsoDate;
	dueOn: IsoDate;
}

/** When the next report is asked for, as far as that is known. */
export function nextSentence(next: Next | null): string {
	if (!next) return m.report_next_not_opened();
	const { label: period, startsOn, dueOn } = next;
	return m.report_next({ period, opens: day(startsOn), due: day(dueOn) });
}

/** The words that follow a KPI's number: `%`, a unit, or nothing for a count. */
export function unitWords(unit: UnitName): string {
	if (isPercent(unit)) return m.report_unit_percent();
	return unitLabel(unit) || m.report_unit_count();
}

const directionSentences: Record<KpiDirection, () => string> = {
	up: m.report_direction_up,
	down: m.report_direction_down,
	range: m.report_direction_range
};
export const directionSentence = (direction: KpiDirection) => directionSentences[direction]();
