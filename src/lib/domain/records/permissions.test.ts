import { describe, expect, test } from 'vitest';
import { actions, can, permission, type Action, type Actor } from './permissions.ts';
import { roles, type Role } from './vocabulary.ts';

/** For each role: what it may do for its own organisation, and for another. `b`: on behalf. */
const expected: Record<Action, Record<Role, [string, string]>> = {
	read_published: {
		leader: ['✓', '✓'],
		reporter: ['✓', '✓'],
		approver: ['✓', '✓'],
		planner: ['✓', '✓'],
		administrator: ['✓', '✓']
	},
	read_unpublished: {
		leader: ['✓', '✓'],
		reporter: ['✓', '-'],
		approver: ['✓', '-'],
		planner: ['✓', '✓'],
		administrator: ['✓', '✓']
	},
	write_report: {
		leader: ['-', '-'],
		reporter: ['✓', '-'],
		approver: ['✓', '-'],
		planner: ['b', 'b'],
		administrator: ['-', '-']
	},
	approve_inside: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['✓', '-'],
		planner: ['b', 'b'],
		administrator: ['-', '-']
	},
	review_report: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['-', '-']
	},
	conduct_periods: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['-', '-']
	},
	edit_plan: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['-', '-']
	},
	define_frameworks: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['✓', '✓']
	},
	see_start: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['✓', '✓']
	},
	raise_decision: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['✓', '✓'],
		administrator: ['-', '-']
	},
	answer_decision: {
		leader: ['✓', '✓'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['b', 'b'],
		administrator: ['-', '-']
	},
	administer: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['-', '-'],
		administrator: ['✓', '✓']
	},
	read_audit_log: {
		leader: ['-', '-'],
		reporter: ['-', '-'],
		approver: ['-', '-'],
		planner: ['-', '-'],
		administrator: ['✓', '✓']
	}
};

const answers = { '✓': 'allowed', b: 'on_behalf', '-': 'refused' } as const;

function user(role: Role, organisationId: string | null = 'own'): Actor {
	return { kind: 'user', id: 'someone', grants: [{ role, organisationId }] };
}

describe.each(actions)('%s', (action) => {
	test.each(roles)('by a %s', (role) => {
		const [own, other] = expected[action][role];
		expect(permission(user(role), action, { organisationIds: ['own'] })).toBe(answers[own as 'b']);
		expect(permission(user(role), action, { organisationIds: ['other'] })).toBe(
			answers[other as 'b']
		);
		expect(can(user(role), action, { organisationIds: ['other'] })).toBe(other !== '-');
	});

	test('by the public, and by a user without any grant', () => {
		const isOpen = action === 'read_published';
		expect(can({ kind: 'public' }, action, { organisationIds: ['own'] })).toBe(isOpen);
		expect(can({ kind: 'user', id: 'new', grants: [] }, action)).toBe(isOpen);
	});
});

test('one of several owners is enough, and no owner is no own organisation', () => {
	expect(can(user('reporter'), 'write_report', { organisationIds: ['other', 'own'] })).toBe(true);
	expect(can(user('reporter'), 'write_report')).toBe(false);
	expect(can(user('reporter', null), 'write_report', { organisationIds: ['own'] })).toBe(false);
});

test('who may act in its own right does not act on behalf', () => {
	const grants = [
		{ role: 'planner', organisationId: null },
		{ role: 'reporter', organisationId: 'own' }
	] as const;
	const both: Actor = { kind: 'user', id: 'both', grants };
	expect(permission(both, 'write_report', { organisationIds: ['own'] })).toBe('allowed');
	expect(permission(both, 'write_report', { organisationIds: ['other'] })).toBe('on_behalf');
});
