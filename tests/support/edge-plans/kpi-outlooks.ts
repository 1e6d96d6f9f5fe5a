/** Plans of KPIs that go on as they went, and of KPIs measured by fiscal years. */
import {
	counted,
	kpi,
	measured,
	percentOfWhole,
	periods,
	planOfKpis,
	quarterly,
	type EdgePlan
} from './edge-plan.ts';

const steady = (from: number, step: number) =>
	quarterly(Array.from({ length: 6 }, (_, at) => from + step * at));

const frequencies = ['month', 'quarter', 'year'] as const;

const noisy = quarterly([9, 30, 22, 47, 31, 60, 44]);

export const kpiOutlookPlans: EdgePlan[] = [
	planOfKpis('outlooks', [
		kpi('will-reach', steady(20, 9)),
		kpi('will-miss', steady(5, 3)),
		kpi('reached', steady(20, 9), { targets: { '2025-06-30': 60 } }),
		kpi('missed', steady(20, 9), { targets: { '2025-06-30': 80 } }),
		kpi('bounded', steady(20, 14), { ...percentOfWhole, targets: { '2027-12-31': 99 } }),
		kpi('own-bounds', steady(1, 0.5), {
			...{ unit: 'stage', unit_kind: 'index', unit_low: 0, unit_high: 5 },
			targets: { '2027-12-31': 5 }
		}),
		kpi('falling', steady(80, -7), {
			...{ baseline_value: 90, direction: 'down', unit: 'days', unit_kind: 'duration' },
			targets: { '2026-12-31': 10 }
		}),
		kpi('moving-away', steady(40, -15), { baseline_value: 50, unit_kind: 'percent_change' }),
		kpi('noisy', noisy),
		kpi('noisy-down', noisy, { direction: 'down', targets: { '2027-03-31': 1 } }),
		kpi('too-few', steady(5, 3).slice(0, 3)),
		kpi('flow', steady(3, 2), { over_time: 'flow_plan' }),
		kpi('windows', steady(9, 2), {
			...{ over_time: 'flow_window', targets: { '2024-12-31': 50, '2025-12-31': 60 } }
		}),
		kpi(
			'ratio',
			[3, 4, 4, 6, 7].map((part, at) => counted(`2025-0${at + 2}-01`, part, 10)),
			{ ...percentOfWhole, over_time: 'ratio', targets: { '2026-12-31': 80 } }
		),
		kpi('corrected', [...steady(20, 3), measured('2024-09-30', 90, { recorded: '2025-09-01' })])
	]),
	planOfKpis(
		'fiscal-april',
		frequencies.map((frequency) => {
			const days = ['2024-03-31', '2025-05-15', '2026-02-28'];
			return kpi(
				frequency,
				days.map((on, at) => measured(on, 10 + at)),
				{ frequency }
			);
		}),
		{ fiscal_year_start_month: 4, periods: periods('quarter', '2024-01-01', 11, 4) }
	),
	planOfKpis(
		'fiscal-july',
		frequencies.map((frequency) => {
			const days = ['2024-06-30', '2025-06-30', '2026-06-30'];
			const values = days.map((on, at) => measured(on, 10 + at));
			return kpi(frequency, values, { frequency, over_time: 'flow_window' });
		}),
		{ fiscal_year_start_month: 7, periods: periods('month', '2024-01-15', 30, 7) }
	)
];
