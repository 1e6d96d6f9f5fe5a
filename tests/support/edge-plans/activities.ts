/** Plans whose activities are reported in every odd way: by milestones, without a percent, late, corrected. */
import { activity, goal, percent, periods, quarters, type EdgePlan } from './edge-plan.ts';

export const activityPlans: EdgePlan[] = [
	{
		slug: 'milestones',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('one-undated', {
					milestones: [
						{ plannedOn: '2025-06-30', reached: [{ on: '2025-05-31', recorded: '2025-06-05' }] },
						{ plannedOn: null }
					],
					updates: [percent('2025-06-30', 0, { physical_percent: null })]
				}),
				activity('weighed', {
					milestones: [
						{
							weight: 3,
							plannedOn: '2024-06-30',
							reached: [{ on: '2024-06-30', recorded: '2024-07-01' }]
						},
						{
							weight: 0.5,
							plannedOn: '2025-06-30',
							reached: [{ on: '2026-01-15', recorded: '2026-02-01' }]
						},
						{
							weight: 2,
							plannedOn: '2026-12-31',
							reached: [{ on: '2027-01-31', recorded: '2026-11-01' }]
						}
					],
					// a percent beside milestones doesn't count
					updates: [percent('2024-06-30', 99), percent('2025-12-31', 1)]
				}),
				activity('taken-back', {
					milestones: [
						{
							plannedOn: '2025-01-31',
							reached: [
								{ on: '2025-01-31', recorded: '2025-02-01' },
								{ on: null, recorded: '2025-07-01' },
								{ on: '2025-03-15', recorded: '2026-01-10' }
							]
						},
						{ plannedOn: '2025-12-31' }
					],
					updates: [percent('2025-03-31', 0, { physical_percent: null }), percent('2025-12-31', 10)]
				}),
				activity('never-reported', {
					milestones: [
						{ plannedOn: '2025-06-30', reached: [{ on: '2025-06-30', recorded: '2025-07-01' }] }
					]
				}),
				activity('undated-with-milestones', {
					...{ planned_start: null, planned_end: null },
					milestones: [{ plannedOn: '2025-06-30' }]
				})
			])
		]
	},
	{
		slug: 'states',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('on-hold', { updates: [{ on: '2025-03-31', delivery: 'on_hold' }] }),
				activity('running', { updates: [{ on: '2025-03-31', delivery: 'in_progress' }] }),
				activity('not-started', { updates: [{ on: '2025-03-31', delivery: 'not_started' }] }),
				activity('hold-at-40', { updates: [percent('2025-03-31', 40, { delivery: 'on_hold' })] }),
				activity('no-percent-then', {
					updates: [{ on: '2024-12-31', delivery: 'in_progress' }, percent('2025-06-30', 15)]
				})
			]),
			goal('G2', [
				activity('ended', {
					updates: [
						percent('2025-03-31', 80),
						{ on: '2025-06-30', delivery: 'completed', actual_end: '2025-06-15' }
					]
				}),
				activity('ended-without-a-day', {
					updates: [percent('2025-06-30', 100, { delivery: 'completed' })]
				}),
				activity('at-100', { updates: [percent('2025-06-30', 100)] }),
				activity('reopened', {
					updates: [
						{ on: '2025-03-31', delivery: 'completed', actual_end: '2025-03-01' },
						percent('2025-12-31', 95)
					]
				})
			])
		]
	},
	{
		slug: 'ends',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('declared-later', {
					planned_end: '2025-06-30',
					updates: [percent('2025-06-30', 40, { recovery_on: '2025-12-31' })]
				}),
				activity('declared-sooner', {
					updates: [percent('2025-06-30', 40, { recovery_on: '2026-01-31' })]
				}),
				activity('silent-past-its-end', { planned_end: '2024-12-31' }),
				activity('one-day', { planned_start: '2025-02-28', planned_end: '2025-02-28' }),
				activity('early', {
					planned_start: '2027-01-01',
					planned_end: '2027-12-31',
					updates: [percent('2026-03-31', 15)]
				})
			]),
			goal('G2', [
				activity('declared-without-a-plan', {
					...{ planned_start: null, planned_end: null },
					updates: [percent('2025-06-30', 40, { recovery_on: '2029-12-31' })]
				}),
				activity('dropped', {
					planned_end: '2028-12-31',
					updates: [{ on: '2025-06-30', delivery: 'cancelled' }]
				})
			])
		]
	},
	{
		slug: 'corrections',
		method: 'equal',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('corrected-twice', {
					updates: [
						percent('2024-12-31', 90),
						percent('2024-12-31', 30, { recorded: '2025-02-01' }),
						percent('2024-12-31', 35, { recorded: '2025-08-01' }),
						percent('2025-06-30', 50)
					]
				}),
				activity('reported-late', {
					// of an earlier day, but recorded last
					updates: [
						percent('2025-12-31', 60),
						percent('2025-06-30', 40, { recorded: '2026-03-01' })
					]
				}),
				activity('of-days-to-come', {
					updates: [percent('2026-12-31', 100, { recorded: '2026-10-01' })]
				}),
				activity('on-the-last-moment', {
					updates: [
						percent('2025-03-31', 10, { recorded: '2025-04-30' }),
						percent('2025-04-01', 11)
					]
				})
			])
		]
	},
	{
		slug: 'mixed-periods',
		method: 'equal',
		periods: [
			...periods('year', '2024-01-01', 3),
			...periods('quarter', '2024-01-01', 12),
			...periods('month', '2026-01-01', 9)
		],
		elements: [
			goal('G1', [
				activity('a', { updates: [percent('2025-06-30', 40)] }),
				activity('b', { updates: [percent('2025-10-15', 45)] }),
				activity('c', { planned_start: '2025-11-15' })
			])
		]
	},
	{
		slug: 'ends-in-february',
		method: 'equal',
		fiscal_year_start_month: 3,
		periods: periods('quarter', '2023-12-01', 12, 3),
		elements: [
			goal('G1', [
				activity('a', { updates: [percent('2024-02-29', 12.5), percent('2025-02-28', 40)] }),
				activity('b', { planned_start: '2024-02-29', planned_end: '2025-02-28' }),
				activity('c', { planned_start: '2024-03-01', planned_end: '2028-02-29' })
			])
		]
	}
];
