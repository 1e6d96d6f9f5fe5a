import { expect, test } from 'vitest';
import type { Actor } from '../records/permissions.ts';
import type { Role } from '../records/vocabulary.ts';
import {
	assessmentStates,
	isPossible,
	maySee,
	mayDo,
	stateAfter,
	type AssessmentAct,
	type AssessmentState
} from './cycle.ts';

const person = (role: Role, id: string, organisationId: string | null = null): Actor => ({
	...{ kind: 'user', id },
	grants: [{ role, organisationId }]
});
const reporter = person('reporter', '1', 'own');
const elsewhere = person('reporter', '2', 'other');
const planner = person('planner', '3');
const leader = person('leader', '4');
const nobody: Actor = { kind: 'public' };
const acts = [
	'answer',
	'check',
	'submit',
	'return',
	'verify',
	'publish',
	'unpublish',
	'withdraw'
] as const;

const of = (state: AssessmentState, makers: string[] = ['1']) => ({
	...{ state, organisationId: 'own', makers: new Set(makers) }
});
const can = (actor: Actor, state: AssessmentState, makers?: string[]): AssessmentAct[] =>
	acts.filter((act) => mayDo(act, actor, of(state, makers)));

test('who may do what in which state', () => {
	expect(
		assessmentStates.map((state) => [state, can(reporter, state), can(planner, state)])
	).toEqual([
		['draft', ['answer', 'submit', 'withdraw'], ['answer', 'submit', 'withdraw']],
		['submitted', [], ['check', 'return', 'verify']],
		['returned', ['answer', 'submit', 'withdraw'], ['answer', 'submit', 'withdraw']],
		['verified', [], ['return', 'publish']],
		['published', [], ['unpublish']],
		['withdrawn', [], []]
	]);
	for (const state of assessmentStates)
		for (const actor of [elsewhere, leader, nobody]) expect(can(actor, state)).toEqual([]);
});

test('nobody verifies what they made', () => {
	expect(can(planner, 'submitted', ['1', '3'])).toEqual(['return']);
});

test('the state is that to which the last step led', () => {
	expect(stateAfter([])).toBe('draft');
	expect(stateAfter(['submit'])).toBe('submitted');
	expect(stateAfter(['submit', 'return', 'submit', 'verify', 'publish'])).toBe('published');
	expect(stateAfter(['submit', 'verify', 'publish', 'unpublish'])).toBe('verified');
	expect(isPossible('publish', 'submitted')).toBe(false);
});

test('who sees it: everybody once it is published, its organisation and its readers before', () => {
	const sees = (state: AssessmentState) =>
		[nobody, elsewhere, leader, reporter, planner].map((actor) => maySee(actor, of(state)));
	expect(sees('published')).toEqual([true, true, true, true, true]);
	expect(sees('verified')).toEqual([false, false, true, true, true]);
	expect(sees('submitted')).toEqual([false, false, true, true, true]);
	expect(sees('draft')).toEqual([false, false, false, true, true]);
	expect(sees('withdrawn')).toEqual([false, false, false, true, true]);
});
