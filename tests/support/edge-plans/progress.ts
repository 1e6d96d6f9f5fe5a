/** Plans in which the roll-up of progress meets what is not set, not weighed, not due or not to be counted. */
import {
	activity,
	goal,
	objective,
	percent,
	periods,
	quarters,
	type EdgePlan
} from './edge-plan.ts';

const undated = { planned_start: null, planned_end: null };
const cost = (year: number, amount: string) => ({ year, cost: amount });

export const progressPlans: EdgePlan[] = [
	{
		slug: 'undated',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('silent', undated),
				activity('reported', { ...undated, updates: [percent('2025-03-31', 30)] }),
				activity('no-start', { planned_start: null, updates: [percent('2026-06-30', 55)] }),
				activity('no-end', { planned_end: null, updates: [percent('2026-09-30', 70)] }),
				activity('no-start-silent', { planned_start: null }),
				activity('no-end-silent', { planned_start: '2027-01-01', planned_end: null })
			]),
			goal('G2', [activity('alone', { ...undated })])
		]
	},
	{
		slug: 'given-weights',
		method: 'weight',
		periods: quarters,
		elements: [
			goal(
				'G1',
				[
					objective('O1', [
						activity('a', { weight: 3, updates: [percent('2025-06-30', 50)] }),
						activity('b', { weight: 1 }),
						activity('unweighed', { updates: [percent('2025-06-30', 90)] })
					]),
					objective(
						'O2',
						[activity('c', { weight: 0.125, updates: [percent('2025-12-31', 20)] })],
						{
							weight: 2
						}
					)
				],
				{ weight: 40 }
			),
			goal('G2', [activity('d', { updates: [percent('2026-03-31', 12.34)] })], { weight: 60 }),
			goal('G3', [activity('e', { updates: [percent('2026-03-31', 77)] })])
		]
	},
	{
		slug: 'no-weight-given',
		method: 'weight',
		coverage_threshold: 0.5,
		periods: quarters,
		elements: [
			objective('O1', [
				activity('a', { updates: [percent('2025-06-30', 10)] }),
				activity('b', { updates: [percent('2025-06-30', 20)] })
			]),
			activity('c', { weight: 5 }),
			activity('d', { updates: [percent('2026-09-30', 100)] })
		]
	},
	{
		slug: 'equal',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				objective('O1', [activity('a', { updates: [percent('2026-09-30', 35)] })], {
					serves: ['G2']
				}),
				objective('O2', [])
			]),
			goal('G2', []),
			activity('top', { updates: [percent('2025-01-15', 15)] }),
			// a portfolio of one child a level
			goal('G3', [objective('O3', [activity('only', { weight: 0.001 })])])
		]
	},
	{
		slug: 'by-cost',
		method: 'cost',
		periods: quarters,
		elements: [
			goal('A', [
				activity('a1', { lines: [cost(2025, '10')], updates: [percent('2026-09-30', 80)] }),
				activity('a2', {
					lines: [cost(2024, '40.50'), cost(2025, '49.50'), { year: 2026 }],
					updates: [percent('2026-03-31', 58)]
				}),
				activity('no-budget', { updates: [percent('2026-09-30', 0)] }),
				activity('costs-nothing', { lines: [cost(2025, '0')] })
			]),
			goal('B', [
				activity('b1', { lines: [cost(2026, '100')], updates: [percent('2026-09-30', 50)] })
			]),
			goal('C', [activity('c1'), activity('c2', { updates: [percent('2025-09-30', 5)] })])
		]
	},
	{
		slug: 'nothing-costs',
		method: 'cost',
		periods: quarters,
		elements: [
			goal('A', [activity('a1', { updates: [percent('2026-09-30', 80)] }), activity('a2')])
		]
	},
	{
		slug: 'cancelled',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('all', [
				activity('x', {
					updates: [percent('2025-03-31', 10), { on: '2025-06-30', delivery: 'cancelled' }]
				}),
				activity('y', { updates: [{ on: '2025-06-30', delivery: 'cancelled' }] })
			]),
			goal('some', [
				activity('resumed', {
					updates: [
						percent('2024-12-31', 30),
						{ on: '2025-03-31', delivery: 'cancelled' },
						percent('2025-12-31', 35)
					]
				}),
				activity('mistaken', {
					updates: [
						{ on: '2025-03-31', delivery: 'cancelled' },
						percent('2025-03-31', 22, { recorded: '2025-08-15' })
					]
				}),
				activity('running', { updates: [percent('2025-03-31', 60), percent('2026-09-30', 61)] })
			])
		]
	},
	{
		slug: 'not-applicable',
		method: 'weight',
		periods: quarters,
		elements: [
			goal('out', [objective('O1', [activity('a', { updates: [percent('2026-09-30', 90)] })])], {
				...{ applicable: false, weight: 9 }
			}),
			goal('in', [
				activity('b', { applicable: false, weight: 5, updates: [percent('2026-09-30', 90)] }),
				activity('c', { weight: 1, updates: [percent('2026-09-30', 10)] })
			])
		]
	},
	{
		slug: 'no-periods',
		method: 'equal',
		periods: [],
		elements: [
			goal('G1', [
				activity('a', { updates: [percent('2024-06-30', 20), percent('2026-05-05', 44)] }),
				activity('b'),
				activity('c', undated),
				activity('later', { planned_start: '2026-12-01', planned_end: '2027-12-31' })
			])
		]
	},
	{
		slug: 'not-due-yet',
		method: 'equal',
		periods: periods('quarter', '2026-09-30', 1).map((period) => ({
			...period,
			due_on: '2027-01-15'
		})),
		elements: [goal('G1', [activity('a', { updates: [percent('2026-09-30', 44)] }), activity('b')])]
	},
	{
		slug: 'whole-at-the-threshold',
		method: 'equal',
		coverage_threshold: 0.8,
		periods: quarters,
		elements: [
			goal('G1', [
				...['a', 'b', 'c', 'd'].map((code, at) =>
					activity(code, { updates: [percent('2026-09-30', 7 * at + 1 / 4)] })
				),
				activity('silent', { updates: [percent('2025-09-30', 33)] })
			])
		]
	}
];
