import { expect, test } from 'vitest';
import { inputValue, written } from './quantity.ts';
import type { ExplainedInput } from '#lib/domain/figures/explained.ts';

const units = { currency: 'PHP', kpiUnit: { kind: 'percent_of_whole', label: '%' } } as const;
const measurement: ExplainedInput = {
	kind: 'measurement',
	code: null,
	title: null,
	weight: 46,
	raw: 20,
	counted: 20,
	on: '2026-09-30',
	state: { state: 'known' },
	reporting: null,
	link: null,
	nested: null
};

test('a numerator has no percent sign', () => {
	const of = { rule: 'ratio_of_sums', unit: 'kpi_unit', figure: 'kpi_value' } as const;
	expect(inputValue(of, measurement, 20, units)).toBe('20');
	expect(inputValue({ ...of, rule: 'as_given' }, measurement, 20, units)).toBe('20\u00a0%');
});

test('a gap between percents is told in points', () => {
	expect(written(-6.04, 'kpi_unit_difference', units)).toBe('−6.04 points');
	expect(
		written(-6, 'kpi_unit_difference', { ...units, kpiUnit: { kind: 'duration', label: 'days' } })
	).toBe('−6\u00a0days');
});

test('a day is written as a day', () => {
	expect(written(22137, 'date', units)).toBe('11 Aug 2030');
});
