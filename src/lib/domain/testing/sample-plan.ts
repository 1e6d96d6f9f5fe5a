/** A small plan for the tests of this folder, with one of each difficulty. */
import type { PlanRecord } from '../records/records.ts';
import {
	sampleElement,
	sampleKpi,
	sampleLine,
	sampleMeasurement,
	sampleOwner,
	samplePlan,
	sampleQuarter,
	sampleUpdate,
	samplePercent
} from './sample-records.ts';

/** The day on which the sample plan is looked at: the third quarter of 2026 is due. */
export const sampleDay = '2026-11-22';

const dates = { plannedStart: '2025-01-01', plannedEnd: '2027-12-31' };

function progressed(physicalPercent: number) {
	return { update: sampleUpdate('2026-09-30', { physicalPercent }) };
}

/**
 * G1 has two objectives: O1 with a portal behind its plan, a silent activity, one not yet due and one
 * cancelled; O2 with a data centre completed. G3 has none of its own: O2 also serves it.
 */
export function demonstration(fields: Partial<PlanRecord> = {}): PlanRecord {
	return samplePlan({
		elements: [
			sampleElement('G1', 'goal'),
			sampleElement('O1', 'objective', { parentId: 'G1' }),
			sampleElement('portal', 'activity', {
				parentId: 'O1',
				weight: 3,
				owners: [sampleOwner('BICTO')],
				...dates,
				...progressed(40)
			}),
			sampleElement('network', 'activity', {
				parentId: 'O1',
				owners: [sampleOwner('MPW')],
				...dates
			}),
			sampleElement('later', 'activity', {
				parentId: 'O1',
				owners: [sampleOwner('MOST')],
				plannedStart: '2027-01-01',
				plannedEnd: '2027-12-31'
			}),
			sampleElement('dropped', 'activity', {
				parentId: 'O1',
				...dates,
				update: sampleUpdate('2026-09-30', { delivery: 'cancelled' })
			}),
			sampleElement('O2', 'objective', { parentId: 'G1' }),
			sampleElement('centre', 'activity', {
				parentId: 'O2',
				owners: [sampleOwner('ICO', { reportsThroughId: 'OCM' })],
				...dates,
				milestones: [
					{ id: 'm1', title: 'Built', weight: 1, plannedOn: '2026-06-30', reachedOn: '2026-03-31' },
					{ id: 'm2', title: 'In use', weight: 1, plannedOn: '2026-12-31', reachedOn: '2026-06-30' }
				],
				update: sampleUpdate('2026-06-30', { delivery: 'completed', actualEnd: '2026-06-30' })
			}),
			sampleElement('policy', 'activity', {
				parentId: 'O2',
				owners: [sampleOwner('OCM')],
				...dates,
				...progressed(60)
			}),
			sampleElement('G3', 'goal')
		],
		alsoServes: [{ elementId: 'O2', servesId: 'G3' }],
		kpis: [
			sampleKpi('sites', {
				elementId: 'O1',
				unit: samplePercent,
				measurements: [
					sampleMeasurement('2025-12-31', 25),
					sampleMeasurement('2026-03-31', 31),
					sampleMeasurement('2026-06-30', 36),
					sampleMeasurement('2026-09-30', 43)
				]
			}),
			sampleKpi('days', {
				elementId: 'O1',
				direction: 'down',
				baselineValue: 21,
				targets: [{ dueOn: '2028-12-31', value: 5 }],
				measurements: [sampleMeasurement('2026-09-30', 11)]
			}),
			sampleKpi('internet', { elementId: 'O1', frequency: 'year' }),
			sampleKpi('women', {
				elementId: 'O2',
				direction: 'range',
				rangeLow: 45,
				rangeHigh: 55,
				rangeZeroDistance: 12,
				measurements: [sampleMeasurement('2026-09-30', 39)]
			}),
			sampleKpi('uptime', {
				elementId: 'O2',
				baselineValue: 99,
				targets: [{ dueOn: '2028-12-31', value: 99 }],
				measurements: [sampleMeasurement('2026-09-30', 99.1)]
			}),
			sampleKpi('calls', {
				elementId: 'O2',
				overTime: 'flow_plan',
				overOrganisations: 'sum',
				measurements: [
					sampleMeasurement('2026-06-30', 15, { id: 'c1', organisationId: 'OCM' }),
					sampleMeasurement('2026-09-30', 40, { id: 'c2', organisationId: 'MPW' })
				]
			}),
			sampleKpi('answered', {
				elementId: 'O2',
				unit: samplePercent,
				overTime: 'ratio',
				baselineValue: null,
				measurements: [sampleMeasurement('2026-09-30', 50, { numerator: 8, denominator: 16 })]
			})
		],
		budgetLines: [
			sampleLine('l1', 'portal', {
				appropriation: 48_00n,
				allotment: 40_00n,
				obligation: 30_00n,
				disbursement: 10_00n
			}),
			sampleLine('l2', 'network', { appropriation: 84_00n, allotment: 60_00n }),
			sampleLine('l3', 'centre', {
				appropriation: 120_00n,
				allotment: 120_00n,
				obligation: 120_00n,
				disbursement: 0n
			}),
			sampleLine('l4', 'policy', { appropriation: 3_00n }),
			sampleLine('l5', 'later', { appropriation: 22_00n })
		],
		periods: [sampleQuarter(2026, 2), sampleQuarter(2026, 3), sampleQuarter(2026, 4)],
		reports: [
			{
				periodId: '2026 Q3',
				organisationId: 'BICTO',
				acronym: 'BICTO',
				state: 'approved',
				since: '2026-11-02',
				reason: null
			},
			{
				periodId: '2026 Q3',
				organisationId: 'OCM',
				acronym: 'OCM',
				state: 'returned',
				since: '2026-11-04',
				reason: 'evidence'
			}
		],
		...fields
	});
}
