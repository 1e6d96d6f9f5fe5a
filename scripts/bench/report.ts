/** One line a figure; the aim beside it, and nothing judged: machines differ. */
import type { Timing } from './measure.ts';

const inMilliseconds = (value: number) => `${value.toFixed(2).padStart(9)} ms`;

export function line(what: string, took: Timing | number, beside = '', aim = ''): void {
	const value = typeof took === 'number' ? took : took.median;
	const aimed = aim && `[aim: ${aim}]`;
	console.log(
		[what.padEnd(46), inMilliseconds(value), '  ', beside, ' ', aimed].join('').trimEnd()
	);
}

export function plainLine(what: string, value: string, aim = ''): void {
	console.log(`${what.padEnd(46)}${value}${aim && `  [aim: ${aim}]`}`);
}

export const times = (value: number) => `× ${value.toFixed(1)}`;
