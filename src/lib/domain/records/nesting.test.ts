import { expect, test } from 'vitest';
import { kindsBeneath, kindUnder, mayNest, nextCode } from './nesting.ts';

test('a child is narrower than its parent, and anything may stand at the top', () => {
	expect(kindsBeneath(null)).toEqual(['goal', 'objective', 'activity']);
	expect(kindsBeneath('goal')).toEqual(['objective', 'activity']);
	expect(kindsBeneath('objective')).toEqual(['activity']);
	expect(kindsBeneath('activity')).toEqual([]);
	expect(mayNest('goal', 'goal')).toBe(false);
});

test('beneath a parent a kind stays what it is or becomes the next narrower', () => {
	expect(kindUnder('goal', null)).toBe('goal');
	expect(kindUnder('activity', 'goal')).toBe('activity');
	expect(kindUnder('goal', 'goal')).toBe('objective');
	expect(kindUnder('goal', 'objective')).toBe('activity');
	expect(kindUnder('activity', 'activity')).toBeNull();
});

test.each([
	['activity', 'O4.1', ['4.1.1', '4.1.2', '4.1.3'], '4.1.4'],
	['activity', 'O4.3', [], '4.3.1'],
	['objective', 'G3', [], 'O3.1'],
	['objective', 'G4', ['O4.1', 'O4.9'], 'O4.10'],
	['goal', null, ['G1', 'G5'], 'G6'],
	['activity', 'DMM', [], 'DMM.1'],
	['goal', null, ['DMM', 'DTU'], 'G1']
] as const)('a new %s beneath %s after %j is %s', (kind, parent, siblings, code) =>
	expect(nextCode(kind, parent, [...siblings], new Set(siblings))).toBe(code)
);

test('a code in use elsewhere is passed over', () => {
	expect(nextCode('activity', 'O1.1', ['1.1.1'], new Set(['1.1.1', '1.1.2']))).toBe('1.1.3');
});
