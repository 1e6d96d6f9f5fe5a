import { expect, test } from 'vitest';
import { errorRatio, faultsOf, resultOf, rivalsToBeat } from './back-test-results.ts';
import { tryActivities, tryGroups, type Trial } from './back-test.ts';
import { simulatedPlan } from './simulated-histories.ts';
import { referenceWithout } from './simulated-reference.ts';

test('on one small kind, unknown to the reference, the band holds and rivals are beaten', () => {
	const plan = simulatedPlan('s_curve', 60, 'small');
	const { trials } = tryActivities(plan, referenceWithout('s_curve'), Infinity);
	expect(trials).toHaveLength(plan.reduce((sum, { reports }) => sum + reports.length, 0));
	const result = resultOf('kind', 's_curve', trials);
	expect(faultsOf([result])).toEqual([]);
	for (const rival of rivalsToBeat) expect(errorRatio(result, rival)).toBeLessThan(1);
});

test('a group of one is forecast as the one that it is', () => {
	const plan = simulatedPlan('creep', 1, 'small');
	const reference = referenceWithout('creep');
	const forecast = ({ isInside, bandWidth, error, rivalErrors }: Trial) => ({
		...{ isInside, bandWidth, error },
		...{ declared: rivalErrors.declared, asPlanned: rivalErrors.as_planned }
	});
	expect(tryGroups(plan, reference, 20).map(forecast)).toEqual(
		tryActivities(plan, reference, Infinity).trials.map(forecast)
	);
});

test('groups are forecast at every quarter until their last end', () => {
	const plan = simulatedPlan('stalls', 45, 'small');
	const quarters = [plan.slice(0, 20), plan.slice(20, 40), plan.slice(40)].map((group) => {
		const start = Math.min(...group.map(({ plannedStart }) => plannedStart));
		const end = Math.max(...group.map(({ endedOn }) => endedOn!));
		return Math.ceil((end - start) / 91.25) - 1;
	});
	expect(tryGroups(plan, referenceWithout('stalls'), 20)).toHaveLength(
		quarters.reduce((sum, count) => sum + count)
	);
});

test('work that has not ended is undecided, and refuted where its band is over', () => {
	const plan = simulatedPlan('punctual', 30, 'small');
	const seenUntil = 1_000;
	const known = plan.map(({ reports, endedOn, ...rest }) => ({
		...rest,
		reports: reports.filter(({ on }) => on <= seenUntil),
		endedOn: endedOn! <= seenUntil ? endedOn : null
	}));
	const { trials, undecided, refuted } = tryActivities(
		known,
		referenceWithout('punctual'),
		seenUntil
	);
	const count = (ended: boolean) =>
		known
			.filter(({ endedOn }) => (endedOn !== null) === ended)
			.reduce((sum, { reports }) => sum + reports.length, 0);
	expect([trials.length, undecided]).toEqual([count(true), count(false)]);
	expect(refuted).toBeLessThan(undecided / 4);
});
