/** Where a KPI will be on the day of its end target, if it goes on as it went. */
import { dayNumber, type Facts } from './facts.ts';
import type { KpiFacts } from './facts-form.ts';
import { Fraction } from './fraction.ts';
import type { Point, Target } from './series.ts';

export interface Outlook {
	verdict: 'reached' | 'will_reach' | 'will_miss' | 'missed' | 'unable';
	projected: Fraction | null;
	low: Fraction | null;
	high: Fraction | null;
	pace: Fraction | null;
	needed: Fraction | null;
	missBy: Fraction | null;
}

interface Dated {
	day: number;
	value: Fraction;
}

const days = (count: number) => new Fraction(BigInt(count));

/** Half the width of an interval of 80 % of the normal distribution, in standard deviations. */
const width = 1.2815515655446004;

/** The value at a position that may lie between two, or beyond the outermost. */
function ranked(values: readonly Fraction[], position: Fraction): Fraction {
	const sorted = values.toSorted((one, other) => one.compared(other));
	const last = new Fraction(BigInt(sorted.length - 1));
	const within = position.most(Fraction.zero).least(last);
	const below = Number(within.whole());
	const [one, other] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
	return one.plus(other.minus(one).times(within.minus(days(below))));
}

const median = (values: readonly Fraction[]) =>
	ranked(values, new Fraction(BigInt(values.length - 1), 2n));

function slopesOf(points: readonly Dated[]): Fraction[] {
	return points.flatMap((one, at) =>
		points
			.slice(at + 1)
			.map((other) => other.value.minus(one.value).over(days(other.day - one.day)))
	);
}

/** What is left of the values beside a line of this slope, about the middle of it. */
function residuals(points: readonly Dated[], slope: Fraction): Fraction[] {
	const last = points.at(-1)!;
	const beside = points.map(({ day, value }) => value.minus(slope.times(days(day - last.day))));
	return beside.map((value) => value.minus(median(beside)));
}

const boundsOfKind: Record<string, [low: string | null, high: string | null]> = {
	count: ['0', null],
	duration: ['0', null],
	percent_of_whole: ['0', '100']
};

function bounded({ kind, low, high }: KpiFacts['unit'], value: Fraction): Fraction {
	const [least, most] = boundsOfKind[kind] ?? [null, null];
	const [from, to] = [low ?? least, high ?? most];
	const raised = from === null ? value : value.most(Fraction.read(from));
	return to === null ? raised : raised.least(Fraction.read(to));
}

/** By Theil and Sen, with an interval for the slope and not less than the values scatter. */
function projection(points: readonly Dated[], on: number) {
	const [slopes, n] = [slopesOf(points), points.length];
	const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
	const reach = Fraction.read(((width * deviation) / 2).toFixed(15));
	const middle = new Fraction(BigInt(slopes.length - 1), 2n);
	const pace = ranked(slopes, middle);
	const last = points.at(-1)!;
	const carried = (slope: Fraction) => last.value.plus(slope.times(days(on - last.day)));
	const scatter = residuals(points, pace);
	const at = (tenths: bigint) => ranked(scatter, new Fraction(tenths * BigInt(n - 1), 10n));
	const value = carried(pace);
	const [slow, fast] = [ranked(slopes, middle.minus(reach)), ranked(slopes, middle.plus(reach))];
	return {
		...{ pace, value },
		low: carried(slow).least(value.plus(at(1n))),
		high: carried(fast).most(value.plus(at(9n)))
	};
}

const unable: Outlook = {
	...{ verdict: 'unable', projected: null, low: null, high: null },
	...{ pace: null, needed: null, missBy: null }
};

export function outlookOf(
	facts: Facts,
	kpi: KpiFacts,
	series: readonly Point[],
	target: Target | undefined
): Outlook {
	const points = series.flatMap(({ on, value }) => (value ? [{ day: dayNumber(on), value }] : []));
	const last = points.at(-1);
	if (kpi.direction === 'range' || !target || !last) return unable;
	const lacks = (value: Fraction) =>
		kpi.direction === 'up' ? target.value.minus(value) : value.minus(target.value);
	const left = dayNumber(target.on) - dayNumber(facts.asOf);
	const needed = left > 0 ? target.value.minus(last.value).over(days(left)) : null;
	// what a window came to leads nowhere
	if (kpi.over_time === 'flow_window') return { ...unable, needed };
	const isReached = !Fraction.zero.isBelow(lacks(last.value));
	if (isReached) return { ...unable, verdict: 'reached', needed: Fraction.zero };
	if (left <= 0) return { ...unable, verdict: 'missed', missBy: lacks(last.value) };
	if (points.length < 4) return { ...unable, needed };
	const { pace, ...made } = projection(points, dayNumber(target.on));
	const within = (value: Fraction) => bounded(kpi.unit, value);
	const projected = within(made.value);
	const missBy = lacks(projected);
	const willMiss = Fraction.zero.isBelow(missBy);
	return {
		...{ projected, low: within(made.low), high: within(made.high), pace, needed },
		...{ verdict: willMiss ? 'will_miss' : 'will_reach', missBy: willMiss ? missBy : null }
	};
}
