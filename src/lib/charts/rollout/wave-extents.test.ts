import { expect, test } from 'vitest';
import { extentBars } from './wave-extents.ts';

test('waves are as long as they have organisations, and one that is open has no end', () => {
	expect(
		extentBars([
			{ members: 21, reach: 21 },
			{ members: 7, reach: 42 },
			{ members: 0, reach: null }
		])
	).toEqual([
		{ members: 0.375, notNamed: 0, isOpen: false },
		{ members: 0.125, notNamed: 0.625, isOpen: false },
		{ members: 0, notNamed: 0, isOpen: true }
	]);
});

test('of waves without anybody there is nothing to draw', () => {
	expect(extentBars([{ members: 0, reach: 0 }])).toEqual([
		{ members: 0, notNamed: 0, isOpen: false }
	]);
});
