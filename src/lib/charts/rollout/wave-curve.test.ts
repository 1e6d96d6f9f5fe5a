import { expect, test } from 'vitest';
import { waveCurve } from './wave-curve.ts';

test('done ends on the status date, and planned runs on', () => {
	const drawn = waveCurve(
		[
			{ on: '2025-01-01', planned: 0, done: 0 },
			{ on: '2025-07-02', planned: 0.5, done: 0.25 },
			{ on: '2025-12-31', planned: 1, done: null }
		],
		'2025-07-02'
	);
	expect(drawn?.done).toBe('M0,160L500,126');
	expect(drawn?.planned).toBe('M0,160L500,92L1000,24');
	expect(drawn?.last).toMatchObject({ x: 0.5, done: 0.25 });
	expect(drawn?.today).toBe(0.5);
});

test('without a day there is no picture', () => {
	expect(waveCurve([], '2025-07-02')).toBeNull();
});
