import { expect, test } from 'vitest';
import { mailedAfter } from './digests.ts';

const at = (digest: 'at_once' | 'daily' | 'weekly', now: string, zone: string) =>
	mailedAfter(digest, new Date(now), zone)?.toISOString();

test('at once is now, never is not at all', () => {
	expect(at('at_once', '2026-11-26T10:00:00Z', 'Asia/Manila')).toBe('2026-11-26T10:00:00.000Z');
	expect(mailedAfter('never', new Date(), 'UTC')).toBeNull();
});

test('a daily mail waits for the next 7:00 in the plan’s zone', () => {
	// 06:59 and 07:00 in Manila
	expect(at('daily', '2026-11-25T22:59:00Z', 'Asia/Manila')).toBe('2026-11-25T23:00:00.000Z');
	expect(at('daily', '2026-11-25T23:00:00Z', 'Asia/Manila')).toBe('2026-11-26T23:00:00.000Z');
	expect(at('daily', '2026-11-26T10:00:00Z', 'Pacific/Kiritimati')).toBe(
		'2026-11-26T17:00:00.000Z'
	);
});

test('a weekly one for that of the next Monday', () => {
	// a Thursday; a Monday before and after 7:00
	expect(at('weekly', '2026-11-26T10:00:00Z', 'UTC')).toBe('2026-11-30T07:00:00.000Z');
	expect(at('weekly', '2026-11-30T06:00:00Z', 'UTC')).toBe('2026-11-30T07:00:00.000Z');
	expect(at('weekly', '2026-11-30T07:00:00Z', 'UTC')).toBe('2026-12-07T07:00:00.000Z');
});

test('clocks that are set in the night count', () => {
	// summer time ends on 25 October 2026 in Berlin
	expect(at('daily', '2026-10-24T20:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T06:00:00.000Z');
	expect(at('daily', '2026-03-28T20:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T05:00:00.000Z');
});
