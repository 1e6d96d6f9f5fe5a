import { describe, expect, test } from 'vitest';
import { reckoningDay } from '../progress/reckoning-day.ts';
import { known, unknown } from '../records/known.ts';
import type { KpiRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { sampleKpi, sampleMeasurement, sampleQuarter } from '../testing/sample-records.ts';
import { kpiFigures, kpisOffPath, lastEnded } from './kpi-figures.ts';

const periods = [sampleQuarter(2026, 2), sampleQuarter(2026, 3)];
const due = reckoningDay(periods, { asOf: '2026-09-30', knownOn: '2026-11-22' });
const before = reckoningDay(periods, { asOf: '2026-07-15', knownOn: '2026-07-15' });

const figuresOf = (
	{ fiscalYearStartMonth = 1, ...fields }: Partial<KpiRecord>,
	day = due,
	applicable = true
) => {
	const ended = lastEnded(day, fiscalYearStartMonth);
	return kpiFigures(sampleKpi('k', fields), day.on, ended, applicable);
};
const measured = (on: string, value = 1) => ({ measurements: [sampleMeasurement(on, value)] });

describe('whether it is measured', () => {
	test.each<[Frequency, string, 'measured' | 'carried']>([
		['month', '2026-09-01', 'measured'],
		['month', '2026-08-31', 'carried'],
		['quarter', '2026-07-01', 'measured'],
		['quarter', '2026-06-30', 'carried'],
		['year', '2025-01-01', 'measured'],
		['year', '2024-12-31', 'carried']
	])('a %s KPI last measured on %s is %s', (frequency, on, state) => {
		expect(figuresOf({ frequency, ...measured(on) })).toMatchObject({
			...{ state, covered: state === 'measured', value: known(1), measuredOn: on }
		});
	});

	test('its year is the fiscal year', () => {
		const yearly = { frequency: 'year', ...measured('2025-06-30') } as const;
		expect(figuresOf(yearly).state).toBe('measured');
		expect(figuresOf({ ...yearly, fiscalYearStartMonth: 7 }).state).toBe('carried');
		const later = { ...measured('2025-07-01'), fiscalYearStartMonth: 7 };
		expect(figuresOf({ frequency: 'year', ...later }).state).toBe('measured');
	});

	test('never measured is not the same as not due', () => {
		expect(figuresOf({})).toMatchObject({
			...{ state: 'not_measured', value: unknown('not_measured'), covered: false }
		});
		expect(figuresOf({}, before)).toMatchObject({ state: 'not_due', value: unknown('not_due') });
		const yearly = { frequency: 'year', baselineOn: '2025-12-31' } as const;
		expect(figuresOf(yearly).state).toBe('not_due');
		expect(figuresOf(measured('2020-01-01'), before).state).toBe('measured');
		expect(figuresOf(measured('2026-09-30'), due, false).state).toBe('not_applicable');
	});
});

test('attainment of a flow within windows is that of the last complete window', () => {
	const flow: Partial<KpiRecord> = {
		...{ overTime: 'flow_window', frequency: 'year', baselineOn: '2023-12-31' },
		targets: ['2024-12-31', '2025-12-31', '2026-12-31'].map((dueOn) => ({ dueOn, value: 100 }))
	};
	const years = [sampleMeasurement('2024-12-31', 90), sampleMeasurement('2025-12-31', 95)];
	const running = sampleMeasurement('2026-06-30', 20);
	expect(figuresOf({ ...flow, measurements: [...years, running] })).toMatchObject({
		...{ value: known(20), attainment: known(0.95), periodAchievement: known(0.2) },
		...{ periodTarget: known(100), windowPartial: false, outlook: { verdict: 'unable' } }
	});
	expect(figuresOf({ ...flow, measurements: [running] }).attainment.known).toBe(false);
});

test('without a baseline attainment is unknown, and the period still has its ratio', () => {
	const figures = figuresOf({ ...measured('2026-09-30', 55), baselineValue: null });
	expect(figures).toMatchObject({
		...{ attainment: unknown('baseline_not_set'), periodAchievement: known(0.55) }
	});
});

test('achievement is against the target of the window of measuring, never the last one past', () => {
	const targets = [
		{ dueOn: '2025-12-31', value: 40 },
		{ dueOn: '2026-12-31', value: 80 }
	];
	const achieved = (on: string) => figuresOf({ targets, ...measured(on, 20) }).periodAchievement;
	expect(achieved('2025-12-31')).toEqual(known(0.5));
	expect(achieved('2026-01-01')).toEqual(known(0.25));
	const past = figuresOf({ targets: targets.slice(0, 1), ...measured('2026-01-01', 20) });
	expect(past.periodAchievement).toEqual(unknown('target_not_set'));
});

test.each([
	[41.9, 'behind'],
	[42.2, 'on_path'],
	[44, 'on_path'],
	[46.7, 'ahead']
])('at %d of the 44.4 due a KPI is %s: a twentieth of the way is no gap', (value, position) => {
	const targets = [{ dueOn: '2022-12-31', value: 44.4 }];
	const near = figuresOf({ baselineOn: '2022-01-01', targets, ...measured('2026-09-30', value) });
	expect(near.position).toEqual(known(position));
	expect(kpisOffPath([near]).behind).toHaveLength(position === 'behind' ? 1 : 0);
});

test('KPIs off their path come the furthest behind first, apart from those never measured', () => {
	const named = (id: string, fields: Partial<KpiRecord>, applicable = true) => ({
		...figuresOf(fields, due, applicable),
		id
	});
	const path = { baselineOn: '2022-01-01', targets: [{ dueOn: '2026-01-01', value: 100 }] };
	const { behind, notMeasured } = kpisOffPath([
		named('near', { ...path, ...measured('2026-09-30', 80) }),
		named('never', path),
		named('far', { ...path, ...measured('2026-09-30', 20) }),
		named('met', { ...path, ...measured('2026-09-30', 100) }),
		named('out', { ...path, ...measured('2026-09-30', 1) }, false)
	]);
	expect(behind.map(({ id }) => id)).toEqual(['far', 'near']);
	expect(notMeasured.map(({ id }) => id)).toEqual(['never']);
});
