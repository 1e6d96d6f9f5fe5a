import { describe, expect, it } from 'vitest';
import {
	axisNumber,
	exactMoney,
	measured,
	money,
	number,
	percent,
	pointDigits,
	points,
	pointSize,
	reckoned
} from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('percent', () => {
	it('is 100 only of all, and 0 only of nothing', () => {
		const shares = [1, 0.996, 0.9999, 0.994, 0, 0.0004, -0.00001].map((share) => percent(share));
		expect(shares.map(plain)).toEqual([
			'100 %',
			'99.6 %',
			'99.99 %',
			'99 %',
			'0 %',
			'0.04 %',
			'−0.001 %'
		]);
	});

	it('takes a sum that lacks what binary rounding takes for all', () => {
		expect(plain(percent(0.1 + 0.2 + 0.7 - 1e-15))).toBe('100 %');
	});
});

describe('number', () => {
	it('keeps two digits of what is small, and is never 0 for what is not', () => {
		expect([0.0045, -0.0045, 0.0149, 0.5, 0, -0].map((value) => number(value))).toEqual([
			'0.0045',
			'−0.0045',
			'0.015',
			'0.5',
			'0',
			'0'
		]);
		expect(number(0.0333, 4)).toBe('0.0333');
		expect(number(0.3, 0)).toBe('0.3');
	});

	it('keeps what reckoning leaves of small values, without a sign before 0', () => {
		expect([0.0045, -0.0045, 0.456, -0.04, 37.46, -37.45, 1249.5, 0].map(reckoned)).toEqual([
			0.0045, -0.0045, 0.46, -0.04, 37.5, -37.5, 1250, 0
		]);
		expect(number(reckoned(-0))).toBe('0');
	});

	it('writes a unit with large values', () => {
		const unit = { kind: 'currency', label: 'pesos' } as const;
		expect(plain(measured(1_250_000_000, unit))).toBe('1,250,000,000 pesos');
	});
});

describe('axisNumber', () => {
	it('tells ticks apart and shortens large ones', () => {
		expect([0.005, 0.01, 0.015].map((value) => axisNumber(value, 0.005))).toEqual(
			['0.005', '0.010', '0.015'].map((text) => text.replace(/0$/, ''))
		);
		expect([0, 20, 40].map((value) => axisNumber(value, 20))).toEqual(['0', '20', '40']);
		expect([0, 500e6, 1000e6, 1500e6].map((value) => axisNumber(value, 500e6))).toEqual([
			'0',
			'500M',
			'1B',
			'1.5B'
		]);
		expect(axisNumber(-0.5, 0.5)).toBe('−0.5');
	});
});

describe('points', () => {
	it('has a sign, but none before 0', () => {
		expect([points(-18), points(6), points(-0.3), points(0)]).toEqual(['−18', '+6', '0', '0']);
		expect([pointSize(-18), pointSize(-0.3), pointSize(-0.3, 1)]).toEqual(['18', '0', '0.3']);
	});

	const follows = (done: number, planned: number) => {
		const slip = (done - planned) * 100;
		return points(slip, pointDigits(done, planned, slip));
	};

	it('follows from the two percents beside it, or has a decimal', () => {
		// 59 % and 66 %
		expect(follows(0.59, 0.66)).toBe('−7');
		// 59 % and 66 %, which would leave −7
		expect(follows(0.586, 0.664)).toBe('−7.8');
		// 52 % and 60 %, rounded half away from zero like them
		expect(follows(0.52, 0.595)).toBe('−7.5');
		// 99.6 % and 100 %
		expect(follows(0.996, 1)).toBe('−0.4');
		// 99.96 % and 100 %
		expect(follows(0.9996, 1)).toBe('−0.04');
		// 59 % and 59 %
		expect(follows(0.591, 0.594)).toBe('0');
	});
});

describe('money', () => {
	const written = (amount: bigint) => plain(money(amount, 'PHP'));

	it('is scaled from a million on', () => {
		expect([64_000_000n, 29_100_000_000n, 125_000_000_000n, 0n].map(written)).toEqual([
			'₱640,000',
			'₱291 M',
			'₱1.3 B',
			'₱0'
		]);
	});

	it('does not round up to what it does not reach, nor down to nothing', () => {
		expect(written(99_999_999_999_999_999n)).toBe('₱999.9 T');
		expect(written(99_999_999_999n)).toBe('₱999.9 M');
		expect(written(100_000_000_000_000_000n)).toBe('₱1000 T');
		expect(written(99_999_999n)).toBe('₱999,999');
		expect(written(40n)).toBe('₱0.40');
		expect(written(-99_999_999_999_999_999n)).toBe('−₱999.9 T');
	});

	it('is exact to the hundredth where it is entered or reckoned', () => {
		expect(plain(exactMoney(99_999_999_999_999_999n, 'PHP'))).toBe('PHP 999,999,999,999,999.99');
	});
});
