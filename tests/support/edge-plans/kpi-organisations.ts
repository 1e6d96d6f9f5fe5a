/** Plans of KPIs that several ministries measure, and of KPIs at every place of the tree. */
import {
	activity,
	counted,
	goal,
	kpi,
	measured,
	noBaseline,
	objective,
	percent,
	percentOfWhole,
	planOfKpis,
	quarters,
	yearly,
	type EdgePlan
} from './edge-plan.ts';

const rules = ['sum', 'min', 'max', 'none'] as const;

const both = [
	measured('2025-03-31', 5, { of: 'A' }),
	measured('2025-03-31', 7, { of: 'B' }),
	measured('2025-06-30', 4, { of: 'B' }),
	measured('2025-06-30', 6, { of: 'A', recorded: '2025-07-11' }),
	measured('2025-06-30', 9, { of: 'B', recorded: '2025-09-01' })
];

/** First the one, then the other says nothing new. */
const inTurn = [
	...both,
	measured('2025-09-30', 8, { of: 'A' }),
	measured('2026-03-31', 2, { of: 'B' })
];

const shares = [
	counted('2025-03-31', 1, 4, { of: 'A' }),
	counted('2025-03-31', 30, 40, { of: 'B' }),
	counted('2025-06-30', 2, 4, { of: 'A' }),
	counted('2025-06-30', 33, 40, { of: 'B' })
];

const ofRatios = { ...percentOfWhole, over_organisations: 'ratio' } as const;
const summed = { over_organisations: 'sum' } as const;
const now = (value: number) => [measured('2026-09-30', value)];

export const kpiOrganisationPlans: EdgePlan[] = [
	planOfKpis('organisations', [
		...rules.map((over_organisations) => kpi(over_organisations, both, { over_organisations })),
		kpi('ratio', shares, ofRatios),
		kpi('ratio-in-windows', shares, { ...ofRatios, over_time: 'ratio', targets: yearly }),
		kpi('flow', both, { ...summed, over_time: 'flow_plan' }),
		kpi('flow-of-the-last', both, { over_time: 'flow_plan' }),
		kpi('flow-in-windows', both, { ...summed, over_time: 'flow_window', targets: yearly })
	]),
	planOfKpis('silent-ministry', [
		...rules.map((over_organisations) => kpi(over_organisations, inTurn, { over_organisations })),
		kpi('ratio', [...shares, counted('2025-09-30', 4, 4, { of: 'A' })], ofRatios),
		kpi(
			'whole-and-parts',
			[
				...[measured('2025-03-31', 50), measured('2025-06-30', 9, { of: 'A' })],
				...[measured('2025-09-30', 60), measured('2025-12-31', 8, { of: 'B' })]
			],
			summed
		),
		kpi('flow', inTurn, { ...summed, over_time: 'flow_plan' })
	]),
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
								...{ weight: 2, updates: [percent('2026-09-30', 50)] },
								kpis: [kpi('of-a', now(80))]
							}),
							activity('unweighed', { kpis: [kpi('of-unweighed', now(5))] }),
							activity('dropped', {
								...{ weight: 4, updates: [{ on: '2025-06-30', delivery: 'cancelled' }] },
								kpis: [kpi('of-dropped', [measured('2025-03-31', 99)])]
							})
						],
						{
							weight: 1,
							kpis: [
								kpi('of-o1', [measured('2025-09-30', 30)]),
								kpi('of-o1-unknown', now(30), noBaseline)
							]
						}
					),
					objective('O2', [activity('b', { updates: [percent('2026-03-31', 5)] })], {
						...{ weight: 3, kpis: [kpi('of-o2', [])] }
					})
				],
				{ kpis: [kpi('of-g1', [measured('2025-12-31', 130)], { frequency: 'year' })] }
			),
			goal('G2', [objective('O3', [], { kpis: [kpi('of-o3', now(60))] })])
		]
	}
];
