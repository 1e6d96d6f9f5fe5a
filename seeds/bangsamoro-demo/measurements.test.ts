import { expect, test } from 'vitest';
import { ratioValue } from '#lib/domain/entries/measured-value.ts';
import { generate } from './generate.ts';
import { loadDemonstration } from './load.ts';

const demonstration = loadDemonstration();
const { measurements } = generate(demonstration);
const written = demonstration.kpiCourses;
const of = (code: string) => measurements.filter((one) => one.kpi === code);
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((all, one) => all + one!, 0);

/** The KPI's figure as pages compute it, from all its measurements. */
function figureOf({ code, over_time }: (typeof written)[number]): number | null {
	const own = of(code);
	const counted = over_time === 'last' ? own.slice(-1) : own;
	if (counted.length === 0) return null;
	if (counted[0]!.denominator === null) return sum(counted.map(({ value }) => value));
	return (
		(100 * sum(counted.map((one) => one.numerator))) / sum(counted.map((one) => one.denominator))
	);
}

/** Of 14 e-consultations no whole number is exactly 57 %. */
const rounded = ['O2.2.K2'];

test('the figure of each of the 31 KPIs is that of the plan, exactly', () => {
	expect(written).toHaveLength(31);
	for (const kpi of written) {
		const figure = figureOf(kpi);
		if (kpi.now === null) expect(figure, kpi.code).toBeNull();
		else if (rounded.includes(kpi.code)) expect(Math.round(figure!)).toBe(kpi.now);
		else expect(figure, kpi.code).toBeCloseTo(kpi.now, 9);
	}
});

test('what is stored beside a ratio is the ratio', () => {
	for (const { kpi, value, numerator, denominator } of measurements) {
		if (denominator === null) continue;
		const { unit } = demonstration.kpis.find(({ code }) => code === kpi)!;
		expect(value, kpi).toBe(ratioValue({ unit }, numerator!, denominator));
	}
});

test('no value is above the baseline before the day on which what it follows was there', () => {
	const following = written.filter(({ follows }) => follows !== undefined);
	expect(following.length).toBeGreaterThan(20);
	for (const { baseline, code, follows } of following)
		for (const { measuredOn, value } of of(code))
			if (measuredOn < follows!.on) {
				expect(baseline, code).not.toBeNull();
				expect(value, `${code} ${measuredOn}`).toBeLessThanOrEqual(baseline!);
			}
});

test('what a KPI follows by a milestone is there on the day on which that was reached', () => {
	const reached = demonstration.milestones.map(
		({ activity, title, reachedOn }) => [`${title} (${activity})`.toLowerCase(), reachedOn] as const
	);
	const days = written.flatMap(({ follows }) => {
		const on = follows && new Map(reached).get(follows.what.toLowerCase());
		return on ? [[on, follows.on]] : [];
	});
	expect(days).toHaveLength(6);
	for (const [milestone, followed] of days) expect(followed).toBe(milestone);
});

test('as many IT staff can be assessed as hold the posts that are not vacant, and five more', () => {
	for (const { denominator, measuredOn } of of('O5.3.K2')) {
		const posts = of('O5.3.K4').find((one) => one.measuredOn === measuredOn)!;
		expect(denominator).toBe(posts.denominator! - posts.numerator! + 5);
	}
});
