import { expect, test } from 'vitest';
import { changedFields, changes, same } from './changes.ts';

test('only what differs is named, with both values', () => {
	const difference = changes(
		{ title: 'Data Center', weight: null, owners: ['OCM'] },
		{ title: 'Data Centre', weight: null, owners: ['OCM'] }
	);
	expect(difference).toEqual({
		before: { title: 'Data Center' },
		after: { title: 'Data Centre' }
	});
	expect(changedFields(difference)).toEqual(['title']);
});

test('a field left out is not set, which is not zero, no and nothing written', () => {
	expect(changes({}, { weight: null })).toEqual({ before: {}, after: {} });
	expect(changedFields(changes({}, { weight: 0 }))).toEqual(['weight']);
	expect(changedFields(changes({}, { critical: false }))).toEqual(['critical']);
	expect(changedFields(changes({}, { note: '' }))).toEqual(['note']);
});

test('the order of a list counts, the order of names does not', () => {
	expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
	expect(same({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
	expect(same([], {})).toBe(false);
	expect(same([1], [1, 2])).toBe(false);
});
