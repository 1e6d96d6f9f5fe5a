import { describe, expect, it } from 'vitest';
import { partsOf, slot } from './sentence.ts';

describe('partsOf', () => {
	it('keeps the order that a language gives', () => {
		const message = `${slot('planned')} was planned, ${slot('done')} is done.`;
		expect(partsOf(message)).toEqual([
			{ slot: 'planned' },
			{ text: ' was planned, ' },
			{ slot: 'done' },
			{ text: ' is done.' }
		]);
	});

	it('leaves a plain message whole', () => {
		expect(partsOf('All of the work is done.')).toEqual([{ text: 'All of the work is done.' }]);
	});
});
