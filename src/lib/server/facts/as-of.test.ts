import { expect, it } from 'vitest';
import { asOf, BadAsOf } from './as-of.ts';

const now = new Date('2026-11-25T00:00:00Z');
const shown = (asked: string | null) => asOf(asked, 'Asia/Manila', now).asOf;

it('is today in the zone unless the address names a day', () => {
	expect([null, '', '2024-02-29'].map(shown)).toEqual(['2026-11-25', '2026-11-25', '2024-02-29']);
});

it.each([
	['garbage', 'not_a_day'],
	['2024-02-30', 'not_a_day'],
	['0202-01-01', 'too_early'],
	['2026-11-26', 'to_come']
])('refuses %s, and says why', (asked, reason) => {
	expect(() => shown(asked)).toThrow(BadAsOf);
	expect(() => shown(asked)).toThrow(expect.objectContaining({ message: asked, reason }));
});
