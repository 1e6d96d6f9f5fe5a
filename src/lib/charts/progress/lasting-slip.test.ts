import { expect, test } from 'vitest';
import { behindSince } from './lasting-slip.ts';

const point = (on: string, planned: number | null, done: number | null) => ({
	...{ on, planned, done },
	coverage: 1
});

test('a curve is behind since the report after the last that was on plan', () => {
	const points = [
		point('2024-03-31', 0.1, 0.05),
		point('2024-06-30', 0.2, 0.195),
		point('2024-09-30', 0.3, 0.25),
		point('2024-12-31', 0.4, 0.3),
		point('2025-03-31', 0.5, null)
	];
	expect(behindSince(points)).toBe('2024-09-30');
	expect(behindSince(points.slice(0, 2))).toBeNull();
	expect(behindSince(points.slice(2))).toBeNull();
	expect(behindSince([])).toBeNull();
});
