import { describe, expect, it } from 'vitest';
import { progressGeometry } from './progress-bars.ts';

const known = { delivery: 0.74, planned: 0.86, attainment: 0.58, coverage: 1 };

describe('progress bars', () => {
	it('draw what is known, and no silence', () => {
		expect(progressGeometry(known)).toEqual({
			delivery: 0.74,
			planned: 0.86,
			attainment: 0.58,
			silent: null,
			idle: false
		});
	});

	it('hatch the weight that is not covered, from the right end', () => {
		const { silent } = progressGeometry({ ...known, coverage: 0.75 });
		expect(silent).toEqual({ from: 0.75, width: 0.25 });
	});

	it('hatch everything where nothing is known, whatever its coverage', () => {
		const { delivery, silent } = progressGeometry({ ...known, delivery: null, coverage: 0.4 });
		expect(delivery).toBeNull();
		expect(silent).toEqual({ from: 0, width: 1 });
	});

	it('tell nothing to report from nothing reported', () => {
		const { idle, silent } = progressGeometry({ ...known, delivery: null, coverage: null });
		expect([idle, silent]).toEqual([true, null]);
	});

	it('tell zero from unknown', () => {
		expect(progressGeometry({ ...known, delivery: 0 }).delivery).toBe(0);
		expect(progressGeometry({ ...known, attainment: null }).attainment).toBeNull();
	});

	it('end at the end of the track, however large the value', () => {
		const { delivery, attainment } = progressGeometry({
			...known,
			delivery: 1.3,
			attainment: -0.2
		});
		expect([delivery, attainment]).toEqual([1, 0]);
	});
});
