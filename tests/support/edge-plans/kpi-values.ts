/** Plans of KPIs of each direction and each rule over time, with what may be missing of them. */
import {
	counted,
	kpi,
	measured,
	noBaseline,
	percentOfWhole,
	planOfKpis,
	quarterly,
	yearly,
	type EdgePlan
} from './edge-plan.ts';

const june = (value: number) => [measured('2026-06-30', value)];
const down = { direction: 'down' } as const;
const flow = { over_time: 'flow_plan' } as const;
const window = { over_time: 'flow_window', targets: yearly } as const;
const ratio = { ...percentOfWhole, over_time: 'ratio', targets: yearly } as const;
const year = { frequency: 'year' } as const;
const years = (values: number[]) =>
	values.map((value, at) => measured(`${2024 + at}-12-31`, value));
const band = {
	direction: 'range',
	range_low: 45,
	range_high: 55,
	range_zero_distance: 12
} as const;

/** Its end target is where it was. */
const kept = (value: number) => ({ baseline_value: value, targets: { '2026-12-31': value } });

export const kpiValuePlans: EdgePlan[] = [
	planOfKpis('stocks', [
		kpi('up', [measured('2025-03-31', 12), measured('2026-09-30', 43)]),
		kpi('down', june(11), { ...down, baseline_value: 21, targets: { '2026-12-31': 5 } }),
		kpi('to-nothing', june(2), { ...down, baseline_value: 6, targets: { '2026-12-31': 0 } }),
		kpi('below-nothing', june(-4), { ...down, unit_kind: 'index', targets: { '2026-12-31': -10 } }),
		kpi('beyond', june(140)),
		kpi('back', june(-30)),
		kpi('no-baseline', june(55), noBaseline),
		kpi('no-target', june(55), { targets: {} }),
		kpi('never', []),
		kpi('path', [measured('2024-12-31', 22), measured('2025-01-01', 23)], {
			targets: { '2024-12-31': 20, '2025-12-31': 60, '2026-12-31': 100 }
		})
	]),
	planOfKpis('maintained', [
		kpi('kept', june(99), { ...kept(99.5), tolerance: 0.5 }),
		kpi('lost', june(98.9), { ...kept(99.5), tolerance: 0.5 }),
		kpi('kept-low', june(3), { ...kept(4), ...down }),
		kpi('risen', june(4.001), { ...kept(4), ...down }),
		...[39, 45, 50, 58, 90].map((value) => kpi(`band-${value}`, june(value), band))
	]),
	planOfKpis('flows', [
		kpi('plan', years([15, 40]), flow),
		kpi('plan-from-100', [measured('2025-12-31', 30)], {
			...{ ...flow, baseline_value: 100, targets: { '2026-12-31': 500 } }
		}),
		kpi('plan-no-baseline', quarterly([3, 4, 5, 6, 7, 8]), { ...flow, ...noBaseline }),
		kpi('window-yearly', years([90, 95, 60]), { ...window, ...year }),
		kpi('window-whole', quarterly([20, 22, 24, 26, 28, 30]), window),
		kpi('window-partial', [...quarterly([20]), ...years([30]), measured('2025-03-31', 25)], window),
		kpi(
			'window-monthly',
			[
				...[measured('2024-01-31', 9), measured('2024-02-29', 10), measured('2024-03-31', 12)],
				...[measured('2024-05-31', 8), measured('2024-07-31', 7)]
			],
			{ ...window, frequency: 'month', targets: { '2024-03-31': 30, '2024-06-30': 30 } }
		),
		kpi('window-no-baseline', [...years([90]), measured('2025-03-31', 10)], {
			...{ ...window, ...noBaseline }
		}),
		kpi('window-past', years([40, 45]), { ...window, ...year, targets: { '2024-12-31': 50 } }),
		kpi('window-down', years([30, 20]), {
			...{ ...window, ...year, ...down, baseline_value: 50 },
			targets: { '2024-12-31': 30, '2025-12-31': 10 }
		})
	]),
	planOfKpis('ratios', [
		kpi(
			'percent',
			[counted('2024-03-31', 1, 1), counted('2024-06-30', 0, 99), counted('2025-03-31', 8, 16)],
			ratio
		),
		kpi('index', [counted('2024-03-31', 1, 3), counted('2024-06-30', 2, 7)], {
			...{ over_time: 'ratio', unit_kind: 'index', targets: { '2026-12-31': 1 } }
		}),
		kpi(
			'part-missing',
			[counted('2025-03-31', 3, 10), measured('2025-06-30', 77), counted('2025-09-30', 4, 10)],
			ratio
		),
		kpi('last-part-missing', [counted('2025-03-31', 3, 10), measured('2025-06-30', 77)], {
			...{ ...ratio, ...noBaseline }
		})
	])
];
