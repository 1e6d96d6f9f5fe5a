import { expect, test } from 'vitest';
import { byRoleAndLevel, latestCounts, missingOf, type HeadCount } from './head-counts.ts';

const count = (id: string, given: Partial<HeadCount> = {}): HeadCount => ({
	...{ id, organisationId: '1', roleId: 'cdio', levelId: null, on: '2025-03-31' },
	...{ present: null, needed: null, ...given }
});

test('the last count by the day stands, of each organisation, role and level', () => {
	const counts = [
		count('2', { on: '2025-06-30', present: 2 }),
		count('1', { present: 1 }),
		count('3', { on: '2026-01-01', present: 9 }),
		count('4', { levelId: 'two', present: 5 })
	];
	expect(latestCounts(counts, '2025-12-31').map(({ id }) => id)).toEqual(['2', '4']);
	expect(latestCounts(counts, '2025-03-30')).toEqual([]);
});

test('a surplus fills no other organisation’s gap', () => {
	const latest = [
		count('1', { organisationId: '1', present: 5, needed: 2 }),
		count('2', { organisationId: '2', present: 0, needed: 3 })
	];
	expect(byRoleAndLevel(latest, new Map())).toEqual([
		{
			...{ roleId: 'cdio', levelId: null, present: 5, needed: 5, missing: 3 },
			...{ organisations: 2, withBoth: 2 }
		}
	]);
});

test('not counted is not none: it leaves the gap unknown, and 0 counts', () => {
	expect(missingOf({ present: null, needed: 3 })).toBeNull();
	expect(missingOf({ present: 0, needed: 3 })).toBe(3);
	const [found] = byRoleAndLevel([count('1', { needed: 3 })], new Map());
	expect(found).toMatchObject({ present: null, needed: 3, missing: null, withBoth: 0 });
});

test('roles and levels come in the order of their terms', () => {
	const latest = [
		count('1', { roleId: 'officer', levelId: 'two', present: 1 }),
		count('2', { roleId: 'officer', levelId: 'one', present: 1 }),
		count('3', { present: 1 })
	];
	const places = new Map(['cdio', 'officer', 'one', 'two'].map((id, at) => [id, at]));
	expect(byRoleAndLevel(latest, places).map(({ roleId, levelId }) => [roleId, levelId])).toEqual([
		['cdio', null],
		['officer', 'one'],
		['officer', 'two']
	]);
});
