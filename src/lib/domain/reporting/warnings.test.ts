import { expect, test } from 'vitest';
import type { UpdateRecord } from '../records/records.ts';
import { activityWarnings } from './warnings.ts';

const of = (...percents: (number | null)[]) =>
	activityWarnings({
		updates: percents.map(
			(physicalPercent) => ({ physicalPercent, delivery: 'in_progress' }) as UpdateRecord
		)
	});

test('warns of what fell, of what stands still, and of 100 % that goes on', () => {
	expect(of()).toEqual([]);
	expect(of(40, 50)).toEqual([]);
	expect(of(50, 40)).toEqual(['fell']);
	expect(of(40, 40)).toEqual([]);
	expect(of(40, 40, 40)).toEqual(['unchanged']);
	expect(of(99, 100)).toEqual(['done_open']);
	expect(of(50, null)).toEqual([]);
});
