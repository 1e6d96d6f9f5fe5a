import { expect, test } from 'vitest';
import {
	amendedFrom,
	amendment,
	committedPlan,
	correction,
	endsOn,
	isDueOn,
	leads,
	type SampleCommitments
} from '../testing/sample-commitments.ts';
import { sampleUpdate } from '../testing/sample-records.ts';
import { ownerRecords } from './owner-record.ts';

const days = { asOf: '2026-12-31', knownOn: '2027-02-15' };
const recordsOf = (given: SampleCommitments) => ownerRecords(committedPlan(given), days);

const completed = (on: string) => sampleUpdate(on, { delivery: 'completed', actualEnd: on });

test('how often, by how much and by what an owner’s dates were moved', () => {
	const elements = [
		endsOn('a', '2026-03-31'),
		endsOn('a', '2026-06-30', amendedFrom('2026-03-01', 1)),
		endsOn('a', '2026-09-30', { ...amendedFrom('2026-06-01', 2) }),
		endsOn('b', '2026-06-30'),
		endsOn('b', '2026-07-10', { revision: 3 }),
		endsOn('c', '2026-09-30'),
		endsOn('d', '2026-09-30'),
		endsOn('e', '2026-12-31'),
		endsOn('e', '2026-12-01', amendedFrom('2026-06-01', 2))
	];
	const record = recordsOf({
		elements,
		revisions: [
			amendment(1, '2026-02-20'),
			amendment(2, '2026-05-20'),
			correction(3, '2026-07-01')
		],
		owners: ['a', 'b', 'c', 'd', 'e'].map((id) => leads(id, 'A')),
		updates: {
			a: [completed('2026-09-30')],
			c: [sampleUpdate('2026-09-30', { recoveryOn: '2027-03-31' })],
			d: [completed('2026-09-30')]
		}
	}).get('A')!;
	expect(record.counts).toMatchObject({ kept: 1, late: 1, moved: 3 });
	expect(record.later).toEqual({
		...{ times: 4, total: 91 + 92 + 10 + 182 },
		...{ middle: (91 + 92) / 2, longest: 182 }
	});
	expect(record).toMatchObject({ movedDates: 4, earlier: 1, removed: 0 });
	expect(record.ways).toEqual({ amendment: 3, correction: 1, report: 1 });
});

test('a date that was taken over counts from that day, and is passed on in the other’s record', () => {
	const elements = [
		endsOn('a', '2026-03-31'),
		endsOn('a', '2026-09-30', amendedFrom('2026-03-01', 1)),
		endsOn('b', '2026-02-28')
	];
	const passed = { holdsFrom: '2026-05-01', revision: 2 };
	const records = recordsOf({
		elements,
		milestones: [isDueOn('m', 'a', '2026-06-30')],
		revisions: [amendment(1, '2026-02-20')],
		owners: [
			leads('a', 'A'),
			leads('a', 'A', { ...passed, retired: true }),
			leads('a', 'B', passed),
			leads('b', 'A'),
			leads('b', 'A', { ...passed, retired: true })
		],
		updates: { a: [completed('2026-09-30')], b: [completed('2026-02-28')] },
		reached: { m: '2026-07-15' }
	});
	expect(records.get('A')).toMatchObject({
		counts: { passed_on: 2, kept: 1 },
		...{ takenOver: 0, movedDates: 1 },
		later: { times: 1, total: 183 }
	});
	expect(records.get('B')).toMatchObject({
		counts: { kept: 1, late: 1 },
		...{ takenOver: 2, movedDates: 0 },
		dates: [
			{ due: '2026-09-30', takenOverFrom: 'A', takenOverOn: '2026-05-01' },
			{ due: '2026-06-30', takenOverFrom: 'A', takenOverOn: '2026-05-01' }
		]
	});
});
