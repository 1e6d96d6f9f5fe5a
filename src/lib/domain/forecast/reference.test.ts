import { expect, test } from 'vitest';
import { simulatedKinds } from '../testing/simulated-histories.ts';
import { referenceRatios } from '../testing/simulated-reference.ts';
import { referenceDurations, referenceErrors } from './reference-ratios.ts';
import { referenceWeight, standardReference } from './reference.ts';

test('the numbers of the reference are those of the simulated histories', () => {
	expect(referenceRatios(simulatedKinds)).toEqual({
		errors: referenceErrors,
		durations: referenceDurations
	});
});

test('in each band it weighs as much as three activities', () => {
	const { errors, durations } = standardReference;
	const samples = [...errors.schedule, ...errors.declared, durations];
	expect(samples).toHaveLength(11);
	for (const { ended, unfinished, activities } of samples) {
		expect(ended).toHaveLength(40);
		expect(ended).toEqual(ended.toSorted());
		expect(unfinished).toHaveLength(0);
		expect(activities).toBe(referenceWeight);
	}
});
