import { describe, expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { carriedBy, moneyCarried } from './carried.ts';

const figures = planFigures(demonstration(), { asOf: '2026-09-30', knownOn: sampleDay });

describe('what a plan carries', () => {
	test('is of a goal what the goal itself has', () => {
		const { done } = carriedBy(['G1'], figures);
		expect(done).toEqual(figures.elements.get('G1')!.delivery);
	});

	test('counts an activity once that is aligned itself and beneath what is', () => {
		expect(carriedBy(['portal', 'O1', 'G1'], figures)).toEqual(carriedBy(['G1'], figures));
		expect(carriedBy(['portal'], figures).activities).toBe(1);
	});

	test('leaves out what is cancelled, and what is not there', () => {
		expect(carriedBy(['dropped', 'nowhere'], figures).activities).toBe(0);
	});
});

describe('money over plans', () => {
	const of = (currency: string, sum: bigint, { demonstration = false, set = 1 } = {}) => ({
		...{ currency, demonstration, appropriation: { sum, set, lines: 1 } }
	});

	test('is added within one currency', () => {
		expect(moneyCarried([of('PHP', 5n), of('PHP', 7n), of('IDR', 9n)])).toEqual([
			{
				...{ currency: 'PHP', demonstration: false, plans: 2 },
				appropriation: { known: true, value: 12n }
			}
		]);
	});

	test('that is invented is not added to what is not', () => {
		expect(moneyCarried([of('PHP', 5n), of('PHP', 7n, { demonstration: true })])).toEqual([]);
	});

	test('of which none is set is not set', () => {
		const [sum] = moneyCarried([of('PHP', 0n, { set: 0 }), of('PHP', 0n, { set: 0 })]);
		expect(sum!.appropriation).toEqual({ known: false, reason: 'not_set' });
	});
});
