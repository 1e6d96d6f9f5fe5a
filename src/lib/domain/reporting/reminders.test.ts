import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { reportingStates } from '../records/vocabulary.ts';
import { reminderOn } from './reminders.ts';

const dueOn = '2026-10-30';
const on = (days: number, state: (typeof reportingStates)[number] = 'not_submitted') =>
	reminderOn({ state, dueOn }, addDays(dueOn, days));

test.each([
	[-8, null],
	[-7, 'due_soon'],
	[-2, 'due_soon'],
	[-1, 'due_tomorrow'],
	[0, 'due_today'],
	[1, 'overdue'],
	[7, 'overdue'],
	[14, 'overdue']
])('%i days from the due day %s is owed', (days, kind) => {
	expect(on(days)?.kind ?? null).toBe(kind);
});

test('the reminders after the due day are three, each known by its day', () => {
	const owed = Array.from({ length: 40 }, (_, days) => on(days)?.at);
	expect([...new Set(owed)]).toEqual([0, 1, 7, 14, undefined]);
});

test('who was not running for a fortnight owes one reminder, and after that none', () => {
	expect(on(13)?.at).toBe(7);
	expect(on(20)?.at).toBe(14);
	expect(on(21)).toBeNull();
});

test('nothing is owed by who has submitted', () => {
	const owing = reportingStates.filter((state) => on(1, state) !== null);
	expect(owing).toEqual(['not_due', 'not_submitted', 'draft', 'returned']);
});
