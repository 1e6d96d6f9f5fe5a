import { expect, test } from 'vitest';
import { awake, lacksFactor, ruleOf } from './second-factor-rule.ts';

test.each([
	[{}, 'offered'],
	[{ HOST: '127.0.0.1' }, 'offered'],
	[{ HOST: '::1', ORIGIN: 'http://localhost:3000' }, 'offered'],
	[{ HOST: '0.0.0.0' }, 'required'],
	[{ HOST: '' }, 'required'],
	[{ HOST: '::' }, 'required'],
	[{ HOST: '10.0.0.7' }, 'required'],
	[{ HOST: '127.0.0.1', ORIGIN: 'https://tanaw.example' }, 'required'],
	[{ ORIGIN: 'https://127.0.0.1.example' }, 'required'],
	[{ DATABASE_URL: 'postgres://localhost/tanaw' }, 'required'],
	[{ DATABASE_URL: 'postgres://localhost/tanaw', TANAW_SECOND_FACTOR: 'offered' }, 'offered'],
	[{ TANAW_SECOND_FACTOR: 'required' }, 'required'],
	[{ HOST: '0.0.0.0', TANAW_SECOND_FACTOR: 'none' }, 'required']
])('with %j a second factor is %s', (environment, rule) => {
	expect(ruleOf(environment)).toBe(rule);
});

const own = { role: 'reporter' as const, organisationId: '7' };
const planner = { role: 'planner' as const, organisationId: null };
const person = { demonstration: false, hasFactor: false };

test('who plans, leads or administers lacks one until it is set up, others never do', () => {
	for (const role of ['planner', 'leader', 'administrator'] as const)
		expect(lacksFactor(person, [own, { role }])).toBe(true);
	expect(lacksFactor({ ...person, hasFactor: true }, [planner])).toBe(false);
	expect(lacksFactor({ ...person, demonstration: true }, [planner])).toBe(false);
	expect(lacksFactor(person, [own, { role: 'approver' }])).toBe(false);
	expect(lacksFactor(person, [])).toBe(false);
});

test('a ministry’s own roles stay awake', () => {
	expect(awake([planner, own])).toEqual([own]);
});
