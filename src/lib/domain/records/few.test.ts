import { expect, test } from 'vitest';
import { Few } from './few.ts';

test('a value is made once while it is among the latest that were asked for', () => {
	const few = new Few<string, object>(2);
	const made: string[] = [];
	const get = (key: string) =>
		few.get(key, () => {
			made.push(key);
			return { key };
		});
	const first = get('first');
	get('second');
	expect(get('first')).toBe(first);
	get('third');
	expect(get('first')).toBe(first);
	get('second');
	expect(made).toEqual(['first', 'second', 'third', 'second']);
});
