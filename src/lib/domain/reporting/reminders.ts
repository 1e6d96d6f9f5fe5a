/** Which reminder of a report that was not submitted is owed on a day. */
import { daysBetween } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import type { ReportingState } from '../records/vocabulary.ts';
import type { NoticeKind } from './notices.ts';

export interface Reminder {
	kind: Extract<NoticeKind, 'due_soon' | 'due_tomorrow' | 'due_today' | 'overdue'>;
	/** Days from the due day at which it is owed first: before it negative. */
	at: number;
}

/** By the day on which each is owed first. */
const reminders: readonly Reminder[] = [
	{ kind: 'due_soon', at: -7 },
	{ kind: 'due_tomorrow', at: -1 },
	{ kind: 'due_today', at: 0 },
	{ kind: 'overdue', at: 1 },
	{ kind: 'overdue', at: 7 },
	{ kind: 'overdue', at: 14 }
];

/** Who was not running on the day makes up for it so long; later than that nobody is told of it. */
const daysOfGrace = 6;

const waiting: readonly ReportingState[] = ['not_due', 'not_submitted', 'draft', 'returned'];

/**
 * The reminder that is owed on a day to whoever has not submitted: the latest whose day has come, so
 * that after some days without a server there is one, not many; null: none.
 *
 * @param report its state and due day, which an organisation may have for itself
 * @param day in the plan's zone
 */
export function reminderOn(
	report: { state: ReportingState; dueOn: IsoDate },
	day: IsoDate
): Reminder | null {
	if (!waiting.includes(report.state)) return null;
	const since = daysBetween(report.dueOn, day);
	const latest = reminders.findLast(({ at }) => at <= since);
	return latest && since - latest.at <= daysOfGrace ? latest : null;
}
