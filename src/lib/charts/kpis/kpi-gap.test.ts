import { describe, expect, it } from 'vitest';
import { known, unknown } from '#lib/domain/records/known.ts';
import { gapExtent, gapWords } from './kpi-gap.ts';

const at = (value: number, due: number, sign: 1 | -1 = 1) => ({
	value: known(value),
	due: known(due),
	gap: known(sign * (value - due)),
	band: null
});

describe('how far a KPI is from its path', () => {
	it('follows from the two numbers as they are written', () => {
		// 57.1 and 62.7, though 5.52 is between them
		expect(gapWords(at(57.14, 62.66))).toBe('5.6 behind');
		expect(gapWords(at(68, 62.7))).toBe('5.3 ahead');
		expect(gapWords(at(0.0045, 0.009))).toBe('0.0045 behind');
	});

	it('is behind above its path where lower is better', () => {
		expect(gapWords(at(81, 73.5, -1))).toBe('7.5 behind');
	});

	it('says where there is none, and nothing where there is no path', () => {
		expect(gapWords(at(40, 40.01))).toBe('on its path');
		expect(gapWords({ ...at(40, 0), due: unknown('baseline_not_set') })).toBeNull();
		expect(gapWords({ ...at(40, 0), value: unknown('not_measured') })).toBeNull();
	});

	it('is to the nearer edge of a band', () => {
		const band = { low: 45, high: 55 };
		expect(gapWords({ ...at(39, 0), gap: known(-6), band })).toBe('6 behind');
		expect(gapWords({ ...at(50, 0), gap: known(0), band })).toBe('inside its band');
	});
});

describe('the bars of a list', () => {
	it('share one scale, of the whole way at most', () => {
		expect(gapExtent([{ gapShare: known(-0.3) }, { gapShare: known(0.1) }])).toBe(0.3);
		expect(gapExtent([{ gapShare: known(-4) }, { gapShare: unknown('no_direction') }])).toBe(1);
		expect(gapExtent([])).toBe(0.05);
	});
});
