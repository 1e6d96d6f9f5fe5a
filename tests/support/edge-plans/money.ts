/** Plans whose budget lines are set, released and spent in part. */
import { activity, goal, objective, percent, quarters, type EdgePlan } from './edge-plan.ts';

const reported = { updates: [percent('2026-09-30', 50)] };

export const moneyPlans: EdgePlan[] = [
	{
		slug: 'lines-in-part',
		method: 'cost',
		periods: quarters,
		elements: [
			goal('G1', [
				objective(
					'O1',
					[
						activity('years', {
							...reported,
							lines: [
								{
									year: 2024,
									cost: '100',
									appropriation: '90',
									allotment: '80.01',
									spent: [{ on: '2024-12-31', obligation: '70', disbursement: '0' }]
								},
								{ year: 2025, cost: '100', appropriation: '90' },
								{ year: 2026, cost: '300.75' },
								{ year: 2027 }
							]
						}),
						activity('corrected', {
							...reported,
							lines: [
								{
									year: 2025,
									cost: '50',
									appropriation: '50',
									allotment: '50',
									spent: [
										{ on: '2025-03-31', obligation: '10', disbursement: '5' },
										{ on: '2025-06-30', obligation: '20', disbursement: '15' },
										{
											on: '2025-03-31',
											obligation: '12',
											disbursement: '6',
											recorded: '2025-08-01'
										},
										{
											on: '2025-06-30',
											obligation: '18.18',
											disbursement: '15',
											recorded: '2026-01-05'
										}
									]
								}
							]
						})
					],
					{ serves: ['G2'] }
				)
			]),
			goal('G2', [
				activity('nothing-appropriated', {
					...reported,
					lines: [
						{
							year: 2025,
							cost: '10',
							appropriation: '0',
							allotment: '0',
							spent: [{ on: '2025-12-31', obligation: '0', disbursement: '0' }]
						}
					]
				}),
				activity('no-lines', reported)
			])
		]
	},
	{
		slug: 'large-amounts',
		method: 'cost',
		periods: quarters,
		elements: [
			goal('G1', [
				activity('large', {
					...reported,
					lines: [
						{
							year: 2025,
							cost: '999999999999999.99',
							appropriation: '999999999999999.99',
							allotment: '999999999999999.98',
							spent: [{ on: '2025-12-31', obligation: '0.01', disbursement: '0.01' }]
						}
					]
				}),
				activity('small', {
					lines: [{ year: 2025, cost: '0.01', appropriation: '0.01', allotment: '0.01' }]
				})
			])
		]
	}
];
