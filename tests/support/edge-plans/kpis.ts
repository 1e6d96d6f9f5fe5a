/** Plans of KPIs: each rule over time and over organisations, each direction, what is missing, and where it leads. */
import {
	activity,
	counted,
	goal,
	measured,
	objective,
	percent,
	periods,
	quarters,
	type EdgeKpi,
	type EdgePlan
} from './edge-plan.ts';

const reported = { updates: [percent('2026-09-30', 50)] };
const base = { baseline_value: 0, baseline_on: '2023-12-31' };
const ends = { '2026-12-31': 100 };
const yearly = { '2024-12-31': 100, '2025-12-31': 100, '2026-12-31': 100 };
const percentOf = { unit: '%', unit_kind: 'percent_of_whole' } as const;

/** One objective with the KPIs, and its activity. */
function plan(slug: string, kpis: EdgeKpi[], fields: Partial<EdgePlan> = {}): EdgePlan {
	return {
		...{ slug, method: 'equal', periods: quarters },
		elements: [goal('G1', [objective('O1', [activity('a', reported)], { kpis })])],
		...fields
	};
}

const steady = (from: number, step: number) =>
	['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31', '2025-03-31', '2025-06-30'].map(
		(on, at) => measured(on, from + step * at)
	);

const bothMinistries = [
	measured('2025-03-31', 5, { of: 'A' }),
	measured('2025-03-31', 7, { of: 'B' }),
	measured('2025-06-30', 6, { of: 'A' }),
	measured('2025-06-30', 4, { of: 'B' }),
	measured('2025-06-30', 9, { of: 'B', recorded: '2025-09-01' })
];

const shares = [
	counted('2025-03-31', 1, 4, { of: 'A' }),
	counted('2025-03-31', 30, 40, { of: 'B' }),
	counted('2025-06-30', 2, 4, { of: 'A' }),
	counted('2025-06-30', 33, 40, { of: 'B' })
];

export const kpiPlans: EdgePlan[] = [
	plan('stocks', [
		{
			code: 'up',
			...base,
			targets: ends,
			measured: [measured('2025-03-31', 12), measured('2026-09-30', 43)]
		},
		{
			code: 'down',
			...base,
			baseline_value: 21,
			direction: 'down',
			targets: { '2026-12-31': 5 },
			measured: [measured('2026-06-30', 11)]
		},
		{
			code: 'to-nothing',
			...base,
			baseline_value: 6,
			direction: 'down',
			targets: { '2026-12-31': 0 },
			measured: [measured('2026-06-30', 2)]
		},
		{
			code: 'below-nothing',
			...base,
			direction: 'down',
			unit_kind: 'index',
			targets: { '2026-12-31': -10 },
			measured: [measured('2026-06-30', -4)]
		},
		{ code: 'beyond', ...base, targets: ends, measured: [measured('2026-06-30', 140)] },
		{ code: 'back', ...base, targets: ends, measured: [measured('2026-06-30', -30)] },
		{ code: 'no-baseline', targets: ends, measured: [measured('2026-06-30', 55)] },
		{ code: 'no-target', ...base, measured: [measured('2026-06-30', 55)] },
		{ code: 'never', ...base, targets: ends },
		{
			code: 'path',
			...base,
			targets: { ...yearly, '2024-12-31': 20, '2025-12-31': 60 },
			measured: [measured('2024-12-31', 22), measured('2025-01-01', 23)]
		}
	]),
	plan('maintained', [
		{
			code: 'kept',
			...base,
			baseline_value: 99.5,
			tolerance: 0.5,
			targets: { '2026-12-31': 99.5 },
			measured: [measured('2026-06-30', 99)]
		},
		{
			code: 'lost',
			...base,
			baseline_value: 99.5,
			tolerance: 0.5,
			targets: { '2026-12-31': 99.5 },
			measured: [measured('2026-06-30', 98.9)]
		},
		{
			code: 'kept-low',
			...base,
			baseline_value: 4,
			direction: 'down',
			targets: { '2026-12-31': 4 },
			measured: [measured('2026-06-30', 3)]
		},
		{
			code: 'risen',
			...base,
			baseline_value: 4,
			direction: 'down',
			targets: { '2026-12-31': 4 },
			measured: [measured('2026-06-30', 4.001)]
		},
		...([39, 45, 50, 58, 90] as const).map((value) => ({
			...{ code: `band-${value}`, direction: 'range' as const, targets: ends },
			...{ range_low: 45, range_high: 55, range_zero_distance: 12 },
			measured: [measured('2026-06-30', value)]
		}))
	]),
	plan('flows', [
		{
			code: 'plan',
			...base,
			over_time: 'flow_plan',
			targets: ends,
			measured: [measured('2024-12-31', 15), measured('2025-12-31', 40)]
		},
		{
			code: 'plan-from-100',
			...base,
			baseline_value: 100,
			over_time: 'flow_plan',
			targets: { '2026-12-31': 500 },
			measured: [measured('2025-12-31', 30)]
		},
		{ code: 'plan-no-baseline', over_time: 'flow_plan', targets: ends, measured: steady(3, 1) },
		{
			code: 'window-yearly',
			...base,
			frequency: 'year',
			over_time: 'flow_window',
			targets: yearly,
			measured: [measured('2024-12-31', 90), measured('2025-12-31', 95), measured('2026-12-31', 60)]
		},
		{
			code: 'window-whole',
			...base,
			over_time: 'flow_window',
			targets: yearly,
			measured: steady(20, 2)
		},
		{
			code: 'window-partial',
			...base,
			over_time: 'flow_window',
			targets: yearly,
			measured: [measured('2024-03-31', 20), measured('2024-12-31', 30), measured('2025-03-31', 25)]
		},
		{
			code: 'window-monthly',
			...base,
			frequency: 'month',
			over_time: 'flow_window',
			targets: { '2024-03-31': 30, '2024-06-30': 30 },
			measured: [
				measured('2024-01-31', 9),
				measured('2024-02-29', 10),
				measured('2024-03-31', 12),
				measured('2024-05-31', 8),
				measured('2024-07-31', 7)
			]
		},
		{
			code: 'window-no-baseline',
			over_time: 'flow_window',
			targets: yearly,
			measured: [measured('2024-12-31', 90), measured('2025-03-31', 10)]
		},
		{
			code: 'window-past',
			...base,
			frequency: 'year',
			over_time: 'flow_window',
			targets: { '2024-12-31': 50 },
			measured: [measured('2024-12-31', 40), measured('2025-12-31', 45)]
		},
		{
			code: 'window-down',
			...base,
			baseline_value: 50,
			frequency: 'year',
			direction: 'down',
			over_time: 'flow_window',
			targets: { '2024-12-31': 30, '2025-12-31': 10 },
			measured: [measured('2024-12-31', 30), measured('2025-12-31', 20)]
		}
	]),
	plan('ratios', [
		{
			code: 'percent',
			...base,
			...percentOf,
			over_time: 'ratio',
			targets: yearly,
			measured: [
				counted('2024-03-31', 1, 1),
				counted('2024-06-30', 0, 99),
				counted('2025-03-31', 8, 16)
			]
		},
		{
			code: 'index',
			...base,
			unit_kind: 'index',
			over_time: 'ratio',
			targets: { '2026-12-31': 1 },
			measured: [counted('2024-03-31', 1, 3), counted('2024-06-30', 2, 7)]
		},
		{
			code: 'part-missing',
			...base,
			...percentOf,
			over_time: 'ratio',
			targets: yearly,
			measured: [
				counted('2025-03-31', 3, 10),
				measured('2025-06-30', 77),
				counted('2025-09-30', 4, 10)
			]
		},
		{
			code: 'last-part-missing',
			...percentOf,
			over_time: 'ratio',
			targets: yearly,
			measured: [counted('2025-03-31', 3, 10), measured('2025-06-30', 77)]
		},
		{
			code: 'by-ministry',
			...base,
			...percentOf,
			over_time: 'ratio',
			over_organisations: 'ratio',
			targets: yearly,
			measured: shares
		}
	]),
	plan('organisations', [
		...(['sum', 'min', 'max', 'none'] as const).map((rule) => ({
			...{ code: `stock-${rule}`, ...base, over_organisations: rule, targets: ends },
			measured: bothMinistries
		})),
		{
			code: 'stock-ratio',
			...base,
			...percentOf,
			over_organisations: 'ratio',
			targets: ends,
			measured: shares
		},
		...(['flow_plan', 'flow_window'] as const).map((rule) => ({
			...{ code: rule, ...base, over_time: rule, over_organisations: 'sum' as const },
			...{ targets: yearly, measured: bothMinistries }
		}))
	]),
	plan('silent-ministry', [
		...(['sum', 'min', 'max'] as const).map((rule) => ({
			...{ code: `stock-${rule}`, ...base, over_organisations: rule, targets: ends },
			measured: [
				...bothMinistries,
				measured('2025-09-30', 8, { of: 'A' }),
				measured('2026-03-31', 2, { of: 'B' })
			]
		})),
		{
			code: 'stock-ratio',
			...base,
			...percentOf,
			over_organisations: 'ratio',
			targets: ends,
			measured: [...shares, counted('2025-09-30', 4, 4, { of: 'A' })]
		},
		{
			code: 'whole-then-part',
			...base,
			over_organisations: 'sum',
			targets: ends,
			measured: [
				measured('2025-03-31', 50),
				measured('2025-06-30', 9, { of: 'A' }),
				measured('2025-09-30', 60),
				measured('2025-12-31', 8, { of: 'B' })
			]
		},
		{
			code: 'flow',
			...base,
			over_time: 'flow_plan',
			over_organisations: 'sum',
			targets: ends,
			measured: [...bothMinistries, measured('2025-09-30', 8, { of: 'A' })]
		}
	]),
	plan('outlooks', [
		{ code: 'will-reach', ...base, targets: ends, measured: steady(20, 9) },
		{ code: 'will-miss', ...base, targets: ends, measured: steady(5, 3) },
		{ code: 'reached', ...base, targets: { '2025-06-30': 60 }, measured: steady(20, 9) },
		{ code: 'missed', ...base, targets: { '2025-06-30': 80 }, measured: steady(20, 9) },
		{
			code: 'bounded',
			...base,
			...percentOf,
			targets: { '2027-12-31': 99 },
			measured: steady(20, 14)
		},
		{
			code: 'own-bounds',
			...base,
			unit: 'stage',
			unit_kind: 'index',
			unit_low: 0,
			unit_high: 5,
			targets: { '2027-12-31': 5 },
			measured: steady(1, 0.5)
		},
		{
			code: 'falling',
			...base,
			baseline_value: 90,
			direction: 'down',
			unit: 'days',
			unit_kind: 'duration',
			targets: { '2026-12-31': 10 },
			measured: steady(80, -7)
		},
		{
			code: 'moving-away',
			...base,
			baseline_value: 50,
			unit_kind: 'percent_change',
			targets: ends,
			measured: steady(40, -15)
		},
		{
			code: 'noisy',
			...base,
			targets: ends,
			measured: [9, 30, 22, 47, 31, 60, 44].map((value, at) =>
				measured(
					`202${4 + Math.floor(at / 4)}-${['03-31', '06-30', '09-30', '12-31'][at % 4]}`,
					value
				)
			)
		},
		{ code: 'too-few', ...base, targets: ends, measured: steady(5, 3).slice(0, 3) },
		{ code: 'flow', ...base, over_time: 'flow_plan', targets: ends, measured: steady(3, 2) },
		{
			code: 'windows',
			...base,
			over_time: 'flow_window',
			targets: { '2024-12-31': 50, '2025-12-31': 60 },
			measured: steady(9, 2)
		},
		{
			code: 'ratio',
			...base,
			...percentOf,
			over_time: 'ratio',
			targets: { '2026-12-31': 80 },
			measured: [3, 4, 4, 6, 7].map((n, at) => counted(`2025-0${at + 2}-01`, n, 10))
		},
		{
			code: 'corrected',
			...base,
			targets: ends,
			measured: [...steady(20, 3), measured('2024-09-30', 90, { recorded: '2025-09-01' })]
		}
	]),
	plan(
		'fiscal-april',
		(['month', 'quarter', 'year'] as const).map((frequency) => ({
			...{ code: frequency, ...base, frequency, targets: ends },
			measured: [measured('2024-03-31', 10), measured('2025-05-15', 20), measured('2026-02-28', 30)]
		})),
		{ fiscal_year_start_month: 4, periods: periods('quarter', '2024-01-01', 11, 4) }
	),
	plan(
		'fiscal-july',
		(['month', 'quarter', 'year'] as const).map((frequency) => ({
			...{ code: frequency, ...base, frequency, targets: ends, over_time: 'flow_window' as const },
			measured: [measured('2024-06-30', 10), measured('2025-06-30', 20), measured('2026-06-30', 30)]
		})),
		{ fiscal_year_start_month: 7, periods: periods('month', '2024-01-15', 30, 7) }
	),
	{
		slug: 'kpis-everywhere',
		method: 'weight',
		periods: quarters,
		elements: [
			goal(
				'G1',
				[
					objective(
						'O1',
						[
							activity('a', {
								weight: 2,
								...reported,
								kpis: [
									{ code: 'of-a', ...base, targets: ends, measured: [measured('2026-09-30', 80)] }
								]
							}),
							activity('unweighed', {
								...reported,
								kpis: [
									{
										code: 'of-unweighed',
										...base,
										targets: ends,
										measured: [measured('2026-09-30', 5)]
									}
								]
							}),
							activity('dropped', {
								weight: 4,
								updates: [{ on: '2025-06-30', delivery: 'cancelled' }],
								kpis: [
									{
										code: 'of-dropped',
										...base,
										targets: ends,
										measured: [measured('2025-03-31', 99)]
									}
								]
							})
						],
						{
							weight: 1,
							kpis: [
								{ code: 'of-o1', ...base, targets: ends, measured: [measured('2025-09-30', 30)] },
								{ code: 'of-o1-unknown', targets: ends, measured: [measured('2026-09-30', 30)] }
							]
						}
					),
					objective('O2', [activity('b', { updates: [percent('2026-03-31', 5)] })], {
						weight: 3,
						kpis: [{ code: 'of-o2', ...base, targets: ends }]
					})
				],
				{
					kpis: [
						{
							code: 'of-g1',
							...base,
							frequency: 'year',
							targets: ends,
							measured: [measured('2025-12-31', 130)]
						}
					]
				}
			),
			goal('G2', [
				objective('O3', [], {
					kpis: [{ code: 'of-o3', ...base, targets: ends, measured: [measured('2026-09-30', 60)] }]
				})
			])
		]
	}
];
