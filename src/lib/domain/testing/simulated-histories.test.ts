import { expect, test } from 'vitest';
import { plannedDays } from '../forecast/histories.ts';
import { simulatedKinds, simulatedPlan } from './simulated-histories.ts';

test('there are seven kinds, the same at every run and different from plan to plan', () => {
	expect(simulatedKinds).toHaveLength(7);
	for (const kind of simulatedKinds) {
		expect(simulatedPlan(kind, 5, 'one')).toEqual(simulatedPlan(kind, 5, 'one'));
		expect(simulatedPlan(kind, 5, 'one')).not.toEqual(simulatedPlan(kind, 5, 'another'));
	}
});

test.each(simulatedKinds)(
	'%s: a quarterly report until the end, shares that never fall',
	(kind) => {
		for (const { plannedStart, endedOn, reports } of simulatedPlan(kind, 100, 'test')) {
			expect(reports).toHaveLength(Math.ceil((endedOn! - plannedStart) / 91.25) - 1);
			reports.forEach(({ on, share, declaredEnd }, i) => {
				expect(on).toBeLessThan(endedOn!);
				expect(on).toBe(Math.floor(plannedStart + (i + 1) * 91.25));
				expect(share).toBeGreaterThanOrEqual(reports[i - 1]?.share ?? 0);
				expect(share).toBeLessThan(1);
				expect(declaredEnd).toBeGreaterThan(on);
			});
		}
	}
);

test('only milestones have a planned curve, which rises to 1 at the planned end', () => {
	for (const { plannedCurve, plannedEnd } of simulatedPlan('milestones', 100, 'test')) {
		const shares = plannedCurve!.map(({ share }) => share);
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		expect(shares.at(-1)).toBeCloseTo(1, 12);
		expect(plannedCurve!.at(-1)?.on).toBe(plannedEnd);
	}
	for (const kind of simulatedKinds.filter((one) => one !== 'milestones'))
		expect(simulatedPlan(kind, 1, 'test')[0]?.plannedCurve).toBeNull();
});

/** The typical duration, 1 = as planned. */
function typicalDuration(kind: (typeof simulatedKinds)[number]): number {
	const durations = simulatedPlan(kind, 500, 'test').map(
		(history) => (history.endedOn! - history.begunOn!) / plannedDays(history)
	);
	return durations.sort((a, b) => a - b)[250]!;
}

test('the optimistic take half as long again, the punctual as long as planned', () => {
	expect(typicalDuration('optimistic')).toBeCloseTo(Math.exp(0.4), 1);
	expect(typicalDuration('punctual')).toBeCloseTo(1, 1);
});
