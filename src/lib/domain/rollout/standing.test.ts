import { expect, test } from 'vitest';
import { rollOut, rollOutEntry as entry } from '../testing/sample-roll-out.ts';
import { gateShut, standingEntries, standingOn, stateOfStep, versionOn } from './standing.ts';
import { reachOf, stepShares, windowOf } from './setup.ts';

const start = '2025-01-15';

test('of each step the last that was said by the day counts, and what was never said is not “not started”', () => {
	const made = rollOut({
		entries: [
			entry('1', { step: 'aware', state: 'commenced', on: '2025-02-01' }),
			entry('2', { step: 'aware', state: 'done', on: '2025-05-01' })
		]
	});
	const stateOn = (day: string) =>
		stateOfStep(
			standingOn(made, day).members.find(({ id }) => id === '1')!,
			'aware'
		);
	expect([start, '2025-02-01', '2025-04-30', '2025-05-01'].map(stateOn)).toEqual([
		null,
		'commenced',
		'commenced',
		'done'
	]);
});

test('an entry that another takes the place of counts for nothing; one taken back leaves what was before', () => {
	const first = entry('1', { step: 'aware', state: 'commenced', on: '2025-02-01' });
	const wrong = entry('2', { step: 'aware', state: 'done', on: '2025-03-01' });
	const right = { ...entry('3', { step: 'aware', state: 'done', on: '2025-06-01' }) };
	expect(standingEntries([first, wrong, { ...right, correctsId: '2' }])).toEqual([
		first,
		{ ...right, correctsId: '2' }
	]);
	expect(standingEntries([first, wrong, { ...right, state: null, correctsId: '2' }])).toEqual([
		first
	]);
});

test('organisations take part from their day, by wave; those that left are not lost', () => {
	const made = rollOut();
	expect(standingOn(made, '2024-06-01').members.map(({ id }) => id)).toEqual(['1', '2']);
	const later = standingOn(made, '2026-06-01');
	expect(later.members.map(({ id, state }) => [id, state.waveId])).toEqual([
		['1', 'first'],
		['3', 'second']
	]);
	expect(later.gone.map(({ id, state }) => [id, state.standing])).toEqual([['2', 'left']]);
});

test('a set-up holds from its day', () => {
	const [first] = rollOut().versions;
	const renamed = { ...first!, id: '2', from: '2025-07-01', reason: 'Renamed.' };
	const made = rollOut({ versions: [first!, renamed] });
	expect(versionOn(made, '2025-06-30').id).toBe('1');
	expect(versionOn(made, '2025-07-01').id).toBe('2');
});

test('a gate is shut by each step before that applies and is not done', () => {
	const made = rollOut({
		entries: [
			entry('1', { step: 'aware', state: 'commenced', on: '2025-02-01' }),
			entry('2', { step: 'assess', state: 'not_applicable', on: '2025-02-01' })
		]
	});
	const { setup, members } = standingOn(made, '2025-06-01');
	expect(gateShut(setup, members[0]!, 'establish')).toEqual(['aware']);
	expect(gateShut(setup, members[0]!, 'aware')).toEqual([]);
});

test('a stated number of waves together is less those before; an open wave is never a number', () => {
	const { setup } = rollOut().versions[0]!;
	const members = new Map([['first', 2]]);
	expect(reachOf(setup, 'first', members)).toBe(2);
	expect(reachOf(setup, 'second', members)).toBe(48);
	expect(reachOf(setup, 'third', members)).toBeNull();
});

test('shares of steps are equal where none has a weight, and by weight where one has', () => {
	const { steps } = rollOut().versions[0]!.setup;
	expect([...stepShares(steps).values()]).toEqual([1 / 3, 1 / 3, 1 / 3]);
	const weighed = steps.map((step, at) => ({ ...step, weight: at === 0 ? null : at }));
	expect([...stepShares(weighed).values()]).toEqual([0, 1 / 3, 2 / 3]);
});

test('a window of a step goes before that of all steps', () => {
	const { setup } = rollOut().versions[0]!;
	expect(windowOf(setup, 'first', 'aware')?.endsOn).toBe('2025-06-30');
	expect(windowOf(setup, 'first', 'assess')?.endsOn).toBe('2026-12-31');
	expect(windowOf(setup, 'third', 'aware')).toBeUndefined();
});
