import { expect, test } from 'vitest';
import { sampleModel } from '../testing/sample-maturity-model.ts';
import {
	differences,
	latestOf,
	makersOf,
	roundsOf,
	unchecked,
	versionOf,
	type Answer,
	type AssessmentRecord,
	type Round,
	type Step
} from './assessment.ts';
import type { AssessmentStep } from './cycle.ts';
import { answerProblems } from './entries.ts';
import type { Assessed } from './score.ts';

let moment = 0;
const at = () => new Date(2026, 0, 1, 0, (moment += 1));
const said = (
	round: Round,
	criterion: string,
	assessed: Assessed | null,
	byId = round === 'own' ? '1' : '2'
): Answer => ({
	...{ id: String(moment + 1), round, criterion, assessed, byId, by: null, at: at() },
	...{ evidence: null, comment: null }
});
const did = (step: AssessmentStep, byId = '1'): Step => ({
	...{ id: String(moment + 1), step, reason: null, reasons: {}, byId, by: null, at: at() }
});
function record(given: (Answer | Step)[]): AssessmentRecord {
	return {
		...{ id: '1', planId: '1', modelId: '1', organisationId: '1', on: '2026-01-01' },
		...{ byId: '1', at: at() },
		answers: given.filter((one) => 'round' in one),
		steps: given.filter((one) => 'step' in one)
	};
}

test('the last answer of a criterion counts, of each round by itself', () => {
	const made = record([said('own', 'a1', 3), said('own', 'a1', 4), said('own', 'a2', 2)]);
	expect([...latestOf(made, 'own')].map(([code, { assessed }]) => [code, assessed])).toEqual([
		['a1', 4],
		['a2', 2]
	]);
	expect(versionOf(made)).toBe(`0.${made.answers.at(-1)!.id}`);
});

test('what was checked before it was sent again does not count', () => {
	const made = record([
		...[said('own', 'a1', 4), did('submit'), said('check', 'a1', 2), did('return', '2')],
		...[said('own', 'a1', 3), did('submit')]
	]);
	expect(latestOf(made, 'check').size).toBe(0);
	expect(unchecked(made)).toEqual(['a1']);
});

test('once verified the check counts, with its differences; before, what the organisation says', () => {
	const given = [
		...[said('own', 'a1', 4), said('own', 'a2', 3), did('submit')],
		...[said('check', 'a1', 2), said('check', 'a2', 3)]
	];
	const open = record(given);
	expect(roundsOf(open)).toMatchObject({
		verified: false,
		counted: new Map([
			['a1', 4],
			['a2', 3]
		])
	});
	const verified = record([...given, did('verify', '2')]);
	expect(roundsOf(verified).counted).toEqual(
		new Map([
			['a1', 2],
			['a2', 3]
		])
	);
	expect(differences(verified, ['a1', 'a2', 'b1'])).toEqual([
		{ criterion: 'a1', own: 4, check: 2 }
	]);
});

test('makers began, answered or sent it; who checks it is none', () => {
	const made = record([said('own', 'a1', 4, '7'), did('submit', '8'), said('check', 'a1', 4, '9')]);
	expect([...makersOf(made)].toSorted()).toEqual(['1', '7', '8']);
});

test('a level that the model has not is refused beside its field; what does not apply says why', () => {
	const plain = { evidence: null, comment: null };
	const model = sampleModel();
	expect(answerProblems(model, 'a2', { ...plain, assessed: 6 })).toEqual([
		{ field: 'assessed-1', problem: 'level_out_of_range' }
	]);
	expect(answerProblems(model, 'b1', { ...plain, assessed: 'not_applicable' })).toEqual([
		{ field: 'comment-2', problem: 'not_applicable_without_reason' }
	]);
	expect(answerProblems(model, 'b1', { ...plain, assessed: 5 })).toEqual([]);
});
