import { describe, expect, test } from 'vitest';
import {
	after,
	isPossible,
	reportActs,
	rightTo,
	type ReportAct,
	type ReportState
} from './cycle.ts';

const states: ReportState[] = [
	'not_submitted',
	'draft',
	'submitted',
	'returned',
	'approved',
	'published'
];

/** What is possible in each state, as the cycle is drawn; `+`: given to whoever approves inside. */
const drawn: Record<string, Partial<Record<ReportAct, string>>> = {
	not_submitted: { enter: 'draft', hand_in: 'draft+', submit: 'submitted' },
	draft: { enter: 'draft', hand_in: 'draft+', submit: 'submitted' },
	'draft+': { send_back: 'draft', submit: 'submitted' },
	returned: { enter: 'returned', hand_in: 'returned+', submit: 'submitted' },
	'returned+': { send_back: 'returned', submit: 'submitted' },
	submitted: { return: 'returned', approve: 'approved' },
	approved: { return: 'returned', publish: 'published' },
	published: { return: 'returned' }
};

const written = (standing: { state: string; handedIn: boolean } | null) =>
	standing && standing.state + (standing.handedIn ? '+' : '');

describe('the cycle of a report', () => {
	test.each(Object.keys(drawn))('from %s leads where it is drawn, and nowhere else', (name) => {
		const at = {
			state: name.replace('+', '') as ReportState,
			handedIn: name.endsWith('+')
		};
		for (const act of reportActs) {
			expect(written(after(act, at)), act).toBe(drawn[name]?.[act] ?? null);
			expect(isPossible(act, at), act).toBe(drawn[name]?.[act] !== undefined);
		}
	});

	test('reaches every state', () => {
		const reached = new Set(
			Object.values(drawn).flatMap((acts) => Object.values(acts).map((to) => to.replace('+', '')))
		);
		expect(states.filter((state) => !reached.has(state))).toEqual(['not_submitted']);
	});

	test('asks for the right of each act', () => {
		expect(rightTo('submit', false)).toBe('write_report');
		expect(rightTo('submit', true)).toBe('approve_inside');
		expect(rightTo('hand_in', false)).toBeNull();
		expect(rightTo('hand_in', true)).toBe('write_report');
		expect(rightTo('approve', true)).toBe('review_report');
		expect(rightTo('publish', false)).toBe('conduct_periods');
	});
});
