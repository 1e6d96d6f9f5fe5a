/**
 * Two figures and what lies between them, written so that whoever subtracts the ones that are shown
 * finds the one that is shown: with more decimals where fewer would not tell.
 */
import type { Money } from '#lib/domain/records/records.ts';
import {
	isPercent,
	measured,
	money,
	moneyAsWritten,
	number,
	numberAsWritten,
	percent,
	points,
	roundedTo,
	type MoneyPrecision,
	type UnitName
} from './format.ts';

export interface Apart {
	before: string;
	after: string;
	/** With its sign, points without their word; null: they are alike. */
	difference: string | null;
}

const mostDigits = 6;

const signed = (text: string, isMore: boolean) => (isMore ? `+${text}` : text);

/** The fewest decimals, from `least` on, with which the shown values subtract and do not hide a change. */
function digitsApart(
	[before, after]: [number, number],
	least: number,
	shown: (value: number, digits: number) => number = roundedTo
): number {
	for (let digits = least; digits < mostDigits; digits += 1) {
		const between = shown(after, digits) - shown(before, digits);
		const stated = shown(after - before, digits);
		if (stated !== 0 && Math.abs(between - stated) < 10 ** -(mostDigits + 3)) return digits;
	}
	return mostDigits;
}

function apart<Value>(
	before: Value,
	after: Value,
	write: (value: Value) => string,
	difference: () => string
): Apart {
	const [from, to] = [write(before), write(after)];
	return { before: from, after: to, difference: before === after ? null : difference() };
}

/** A sum of shares is not binary exact. */
const exact = (value: number) => Number(value.toFixed(9));

/** Shares of 0…1; the difference in points. */
export function sharesApart(before: number, after: number, least = 0): Apart {
	const percents: [number, number] = [exact(100 * before), exact(100 * after)];
	const [from, to] = percents;
	const digits = from === to ? least : digitsApart(percents, least);
	const by = () => points(to - from, digits);
	return apart(from, to, (value) => percent(value / 100, digits), by);
}

/** Points, and the points between them. */
export function pointsApart(before: number, after: number, least = 1): Apart {
	const [from, to] = [exact(before), exact(after)];
	const digits = from === to ? least : digitsApart([from, to], least);
	const write = (value: number) => points(value, digits);
	return apart(from, to, write, () => write(to - from));
}

/** Values of a KPI, or counts; points between percents. */
export function measuredApart(before: number, after: number, unit: UnitName, least = 2): Apart {
	const [from, to] = [exact(before), exact(after)];
	const digits = from === to ? least : digitsApart([from, to], least, numberAsWritten);
	const by = () => {
		const text = isPercent(unit) ? number(to - from, digits) : measured(to - from, unit, digits);
		return signed(text, to > from);
	};
	return apart(from, to, (value) => measured(value, unit, digits), by);
}

const precisions: MoneyPrecision[] = [1, 2, 3, 'whole'];

/**
 * The shortest way to write amounts so that each pair of them and its difference subtract as shown;
 * `full` where no shorter one does.
 */
export function moneyPrecision(pairs: [before: Money, after: Money][]): MoneyPrecision {
	const follows = (precision: MoneyPrecision) =>
		pairs.every(([before, after]) => {
			const [from, to] = [moneyAsWritten(before, precision), moneyAsWritten(after, precision)];
			return to - from === moneyAsWritten(after - before, precision);
		});
	return precisions.find(follows) ?? 'full';
}

export function moneyApart(before: Money, after: Money, currency: string): Apart {
	const precision = moneyPrecision([[before, after]]);
	const write = (amount: Money) => money(amount, currency, precision);
	return apart(before, after, write, () => signed(write(after - before), after > before));
}
