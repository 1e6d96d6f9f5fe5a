/** Plans drawn at random: trees with activities reported, silent, cancelled, undated or without a weight. */
import fc from 'fast-check';
import type { ElementRecord, PlanRecord } from '../records/records.ts';
import type { RollUpMethod } from '../records/vocabulary.ts';
import {
	sampleElement,
	sampleLine,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from './sample-records.ts';

export const periodsOfDrawn = [
	sampleQuarter(2026, 1),
	sampleQuarter(2026, 2),
	sampleQuarter(2026, 3)
];

const update = fc
	.record({
		asOf: fc.constantFrom('2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30'),
		physicalPercent: fc.option(fc.integer({ min: -10, max: 130 }), { nil: null }),
		delivery: fc.constantFrom('in_progress', 'in_progress', 'completed', 'on_hold', 'cancelled')
	})
	.map(({ asOf, ...fields }) => sampleUpdate(asOf, fields));

const dates = fc.constantFrom(
	{ plannedStart: '2025-01-01', plannedEnd: '2026-12-31' },
	{ plannedStart: '2026-04-01', plannedEnd: '2026-08-31' },
	{ plannedStart: '2026-08-15', plannedEnd: '2027-12-31' },
	{ plannedStart: '2027-01-01', plannedEnd: '2027-06-30' },
	{ plannedStart: null, plannedEnd: null }
);

const drawnActivity = fc.record({
	parent: fc.nat(5),
	weight: fc.constantFrom(null, 0, 0.5, 1, 3, 7),
	cost: fc.constantFrom(null, 0n, 10n, 90n, 12_345_678n),
	applicable: fc.constantFrom(true, true, true, false),
	updates: fc.uniqueArray(update, { maxLength: 4, selector: ({ asOf }) => asOf }),
	dates
});

/** Two goals with an objective each, one without, and an objective at the top; an activity is beneath one, or at the top. */
const parents: ElementRecord[] = [
	sampleElement('G1', 'goal', { weight: 2 }),
	sampleElement('O1', 'objective', { parentId: 'G1', weight: 5 }),
	sampleElement('G2', 'goal', { weight: 3 }),
	sampleElement('O2', 'objective', { parentId: 'G2' }),
	sampleElement('O3', 'objective')
];

/** A plan of up to twelve activities. */
export function drawnPlan(method: fc.Arbitrary<RollUpMethod>): fc.Arbitrary<PlanRecord> {
	const activities = fc.array(drawnActivity, { minLength: 1, maxLength: 12 });
	return fc.tuple(activities, method).map(([drawn, rollUpMethod]) => {
		const elements = drawn.map(({ parent, updates, dates: planned, weight, applicable }, at) => {
			const ascending = updates.toSorted((one, other) => (one.asOf < other.asOf ? -1 : 1));
			return sampleElement(`a${at}`, 'activity', {
				...{ weight, applicable, ...planned, updates: ascending },
				...{ update: ascending.at(-1) ?? null, parentId: parents[parent]?.id ?? null }
			});
		});
		return samplePlan({
			...{ rollUpMethod, periods: periodsOfDrawn, elements: [...parents, ...elements] },
			budgetLines: drawn.map(({ cost }, at) => sampleLine(`l${at}`, `a${at}`, { cost }))
		});
	});
}
