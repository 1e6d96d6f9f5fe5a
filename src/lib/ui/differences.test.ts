import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	measuredApart,
	moneyApart,
	moneyPrecision,
	pointsApart,
	sharesApart
} from './differences.ts';
import { money, moneyAsWritten, type MoneyPrecision } from './format.ts';

const plain = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ');
const texts = ({ before, after, difference }: ReturnType<typeof moneyApart>) =>
	[before, after, difference].map(plain);
const pesos = (before: bigint, after: bigint) => texts(moneyApart(before, after, 'PHP'));

/** An amount as it is read, in hundredths. */
function read(text: string): bigint {
	const [, sign, digits = '', scale = ''] = /^([−+]*)₱([0-9,.]+) ?([MBT]?)$/u.exec(plain(text))!;
	const [whole = '', decimals = ''] = digits.replaceAll(',', '').split('.');
	const power = { '': 0, M: 6, B: 9, T: 12 }[scale]! + 2;
	const size = BigInt(whole + decimals.padEnd(power, '0'));
	return sign?.includes('−') ? -size : size;
}

const amounts = fc.oneof(
	fc.bigInt(-99_999_999_999_999_999n, 99_999_999_999_999_999n),
	fc.bigInt(-300_000_000n, 300_000_000n),
	fc.constantFrom(99_995_000_000n, 99_999_500_000n, 99_999_950_000n, 0n, 40n, 99_999_999n)
);

describe('two amounts and what lies between them', () => {
	it('has a decimal more where rounded amounts would not subtract', () => {
		expect(pesos(214_000_000n, 325_500_000n)).toEqual(['₱2.14 M', '₱3.26 M', '+₱1.12 M']);
		expect(pesos(200_000_000n, 350_000_000n)).toEqual(['₱2 M', '₱3.5 M', '+₱1.5 M']);
		expect(pesos(350_000_000n, 200_000_000n)).toEqual(['₱3.5 M', '₱2 M', '−₱1.5 M']);
		expect(pesos(350_000_000n, 350_000_000n)).toEqual(['₱3.5 M', '₱3.5 M', '']);
	});

	it('is in full where no scaled amounts would tell', () => {
		const inFull = ['₱640,000', '₱1,234,567', '+₱594,567'];
		expect(pesos(64_000_000n, 123_456_700n)).toEqual(inFull);
		expect(pesos(40_491_335_987n, 40_392_051_287n)).toEqual([
			'₱404,913,360',
			'₱403,920,513',
			'−₱992,847'
		]);
		expect(pesos(125_000_000_000n, 125_000_000_050n)).toEqual([
			'₱1,250,000,000',
			'₱1,250,000,000.50',
			'+₱0.50'
		]);
	});

	it('subtracts, as it is read, whatever the amounts', () => {
		fc.assert(
			fc.property(amounts, amounts, (before, after) => {
				const apart = moneyApart(before, after, 'PHP');
				expect(read(apart.after) - read(apart.before)).toBe(read(apart.difference ?? '₱0'));
			})
		);
	});

	it('knows what is written of an amount', () => {
		fc.assert(
			fc.property(
				amounts,
				fc.constantFrom<MoneyPrecision>(1, 2, 3, 'whole', 'full'),
				(amount, precision) => {
					expect(moneyAsWritten(amount, precision)).toBe(read(money(amount, 'PHP', precision)));
				}
			)
		);
	});

	it('finds one precision for a chain of amounts', () => {
		expect(moneyPrecision([[1_000_000_000n, 2_000_000_000n]])).toBe(1);
		const chain: [bigint, bigint][] = [
			[1_000_000_000n, 2_000_000_000n],
			[214_000_000n, 325_500_000n]
		];
		expect(moneyPrecision(chain)).toBe(2);
	});
});

describe('two shares, points or values and what lies between them', () => {
	it('is in whole percents where these subtract, else in more', () => {
		expect(texts(sharesApart(0.62, 0.63))).toEqual(['62 %', '63 %', '+1']);
		expect(texts(sharesApart(0.586, 0.664))).toEqual(['58.6 %', '66.4 %', '+7.8']);
		expect(texts(sharesApart(0.621, 0.624))).toEqual(['62.1 %', '62.4 %', '+0.3']);
		expect(texts(sharesApart(0.5, 0.5))).toEqual(['50 %', '50 %', '']);
	});

	it('says of points and of a KPI’s values what lies between what is shown', () => {
		expect(texts(pointsApart(-7.26, -3.14))).toEqual(['−7.26', '−3.14', '+4.12']);
		const days = { kind: 'count', label: 'days' } as const;
		expect(texts(measuredApart(11.234, 9.118, days))).toEqual([
			'11.234 days',
			'9.118 days',
			'−2.116 days'
		]);
		const share = { kind: 'percent_of_whole', label: '%' } as const;
		expect(texts(measuredApart(40, 43, share))).toEqual(['40 %', '43 %', '+3']);
	});
});
