import { describe, expect, test } from 'vitest';
import type { Frequency } from '../records/vocabulary.ts';
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
import { commitmentsByPeriod } from './periods.ts';

const asOf = '2026-12-31';
/** After the reports of the fourth quarter were due. */
const knownOn = '2027-02-15';
const third = '2026-07-01';

const completed = (on: string, actualEnd: string | null = on) =>
	sampleUpdate(on, { delivery: 'completed', actualEnd });
const reports = (on: string, recoveryOn: string | null = null) => sampleUpdate(on, { recoveryOn });

interface At {
	asOf?: string;
	knownOn?: string;
	frequency?: Frequency;
	startsOn?: string;
}

/** One period of a plan; the third quarter of 2026 unless another is asked for. */
function periodOf(given: SampleCommitments, at: At = {}) {
	const { frequency = 'quarter', startsOn = third } = at;
	const days = { asOf: at.asOf ?? asOf, knownOn: at.knownOn ?? knownOn };
	const asked = { frequency, elementId: null, organisationIds: null };
	const all = commitmentsByPeriod(committedPlan(given), days, asked);
	return all.find(({ period }) => period.startsOn === startsOn);
}

/** The one commitment of a period. */
const oneOf = (given: SampleCommitments, at: At = {}) => {
	const [one, other] = periodOf(given, at)?.commitments ?? [];
	expect(other).toBeUndefined();
	return one;
};

const due = endsOn('a', '2026-08-31');

describe('an activity due on 31 August', () => {
	test.each([
		['kept', [completed('2026-09-30', '2026-08-31')], -0],
		['kept', [completed('2026-09-30', '2026-08-01')], -30],
		['kept_late', [completed('2026-09-30', '2026-09-01')], 1],
		['late', [reports('2026-09-30'), completed('2026-12-31', '2026-10-15')], 45],
		['open', [reports('2026-12-31')], 122],
		['not_reported', [reports('2026-06-30')], null],
		['not_reported', [], null],
		['dropped', [sampleUpdate('2026-09-30', { delivery: 'cancelled' })], null],
		['moved', [reports('2026-09-30', '2027-03-31')], null]
	] as const)('is %s', (fate, updates, daysLate) => {
		const one = oneOf({ elements: [due], updates: { a: [...updates] } });
		expect(one).toMatchObject({ fate, due: '2026-08-31', added: false });
		expect(one!.daysLate === null ? null : one!.daysLate + 0).toBe(
			daysLate === null ? null : daysLate + 0
		);
	});

	test('that ended by a report without a day ended on the first day called so', () => {
		const updates = { a: [completed('2026-08-31', null), completed('2026-12-31', null)] };
		expect(oneOf({ elements: [due], updates })).toMatchObject({
			fate: 'kept',
			endedOn: '2026-08-31'
		});
	});

	test('that was taken up again is open', () => {
		const updates = { a: [completed('2026-08-31'), reports('2026-12-31')] };
		expect(oneOf({ elements: [due], updates })?.fate).toBe('open');
	});

	test('is not due before its day, nor before a report of that day is due', () => {
		const at = { asOf: '2026-08-30', knownOn };
		expect(oneOf({ elements: [due] }, at)?.fate).toBe('not_due');
		const early = { asOf: '2026-08-31', knownOn: '2026-08-31' };
		expect(oneOf({ elements: [due] }, early)?.fate).toBe('not_due');
		expect(oneOf({ elements: [due], periods: [] }, early)?.fate).toBe('not_reported');
		const reported = { elements: [due], updates: { a: [reports('2026-08-31')] } };
		expect(oneOf(reported, early)?.fate).toBe('open');
	});

	test('that is expected later within the period is not moved out of it', () => {
		const updates = { a: [reports('2026-08-31', '2026-09-30')] };
		const one = oneOf({ elements: [due], updates }, { asOf: '2026-08-31' });
		expect(one).toMatchObject({ fate: 'open', moves: [{ days: 30, way: 'report' }] });
	});

	test('that does not apply is neither kept nor broken, whenever that came', () => {
		const elements = [endsOn('a', '2026-08-31', { applicable: false })];
		expect(oneOf({ elements })?.fate).toBe('not_applicable');
		const later = endsOn('a', '2026-08-31', { applicable: false, ...amendedFrom('2026-08-01', 1) });
		const revisions = [amendment(1, '2026-07-20')];
		expect(oneOf({ elements: [due, later], revisions })?.fate).toBe('not_applicable');
	});
});

describe('moved by an amendment', () => {
	const moved = endsOn('a', '2026-11-30', amendedFrom('2026-08-15', 1));
	const given = { elements: [due, moved], revisions: [amendment(1, '2026-08-10')] };

	test('it is moved out of its period, by how much and by what', () => {
		const one = oneOf(given);
		expect(one).toMatchObject({ fate: 'moved', by: 'amendment', movedTo: '2026-11-30' });
		expect(one!.moves).toEqual([
			{
				...{ on: '2026-08-15', from: '2026-08-31', to: '2026-11-30', days: 91 },
				...{ way: 'amendment', settled: false },
				amendment: expect.objectContaining({ title: 'Amendment 1' }) as unknown
			}
		]);
	});

	test('it was to end in the period to which it was moved, which had not begun', () => {
		const one = oneOf(given, { startsOn: '2026-10-01' });
		expect(one).toMatchObject({ fate: 'not_reported', added: false, due: '2026-11-30' });
	});

	test('nothing of it is seen on a day before its own, nor as known before it was recorded', () => {
		expect(oneOf(given, { asOf: '2026-08-14' })).toMatchObject({ fate: 'not_due', moves: [] });
		expect(oneOf({ ...given, known: 0 })).toMatchObject({ fate: 'not_reported', moves: [] });
	});

	test('to the next period of its own it is added where that runs already', () => {
		const late = endsOn('a', '2026-12-15', amendedFrom('2026-10-20', 1));
		const revisions = [amendment(1, '2026-10-19')];
		const period = periodOf({ elements: [due, late], revisions }, { startsOn: '2026-10-01' });
		expect(period).toMatchObject({ due: 0, added: 1, commitments: [{ added: true }] });
	});

	test('against the adoption it was to end as adopted, and is added where it is now', () => {
		const against = { ...given, reading: 'baseline' as const };
		expect(oneOf(against)).toMatchObject({ fate: 'moved', added: false });
		expect(oneOf(against, { startsOn: '2026-10-01' })).toMatchObject({ added: true });
	});

	test('it is kept where it ended on its first day all the same', () => {
		const updates = { a: [completed('2026-09-30', '2026-08-20')] };
		expect(oneOf({ ...given, updates })?.fate).toBe('kept');
	});

	test('within its period it is no move out of it', () => {
		const nearer = endsOn('a', '2026-09-30', amendedFrom('2026-08-15', 1));
		const one = oneOf({ ...given, elements: [due, nearer] });
		expect(one).toMatchObject({ fate: 'not_reported', moves: [{ days: 30 }] });
	});

	test('what reports expected before is no second move, but for what lies beyond', () => {
		const updates = { a: [reports('2026-07-31', '2026-12-31')] };
		const one = oneOf({ ...given, updates });
		expect(one!.moves.map(({ way, from, days }) => [way, from, days])).toEqual([
			['report', '2026-11-30', 31],
			['amendment', '2026-08-31', 91]
		]);
		const settled = oneOf({ ...given, updates: { a: [reports('2026-07-31', '2026-11-30')] } });
		expect(settled!.moves.map(({ way, settled: is }) => [way, is])).toEqual([
			['report', true],
			['amendment', false]
		]);
	});
});

describe('corrected', () => {
	const corrected = endsOn('a', '2026-11-30', { revision: 1 });

	test('to another date it is told as moved, from the day of the correction on', () => {
		const given = { elements: [due, corrected], revisions: [correction(1, '2026-09-05')] };
		expect(oneOf(given)).toMatchObject({
			...{ fate: 'moved', by: 'correction' },
			moves: [{ on: '2026-09-05', way: 'correction', days: 91 }]
		});
		expect(oneOf(given, { startsOn: '2026-10-01' })).toMatchObject({ added: false });
	});

	test('before the period began it is what was to end', () => {
		const given = { elements: [due, corrected], revisions: [correction(1, '2026-06-05')] };
		expect(oneOf(given)).toBeUndefined();
	});

	test('a date that was not set is filled in, and moves nothing', () => {
		const elements = [endsOn('a', null), endsOn('a', '2026-08-31', { revision: 1 })];
		const given = { elements, revisions: [correction(1, '2026-09-05')] };
		expect(oneOf(given)).toMatchObject({ fate: 'not_reported', added: false, moves: [] });
	});

	test('a later correction of its words brings no date with it', () => {
		const words = endsOn('a', '2026-11-30', { revision: 2, title: 'Other words' });
		const revisions = [correction(1, '2026-09-05'), correction(2, '2026-09-20')];
		const one = oneOf({ elements: [due, corrected, words], revisions });
		expect(one!.moves.map(({ on, way }) => [on, way])).toEqual([['2026-09-05', 'correction']]);
	});
});

test('what the plan drops is dropped, by an amendment or by a correction', () => {
	const gone = endsOn('a', '2026-08-31', { retired: true, ...amendedFrom('2026-08-01', 1) });
	const by = (came: typeof amendment) =>
		oneOf({ elements: [due, gone], revisions: [came(1, '2026-08-01')] });
	expect(by(amendment)).toMatchObject({ fate: 'dropped', by: 'amendment' });
	expect(by(correction)).toMatchObject({ fate: 'dropped', by: 'correction' });
});

test('a date that is taken away is moved, to no day', () => {
	const elements = [due, endsOn('a', null, amendedFrom('2026-08-01', 1))];
	expect(oneOf({ elements, revisions: [amendment(1, '2026-08-01')] })).toMatchObject({
		...{ fate: 'moved', movedTo: null },
		moves: [{ to: null, days: null }]
	});
});

test('a milestone is a commitment of its own, and goes with its activity', () => {
	const milestones = [
		isDueOn('m1', 'a', '2026-07-31'),
		isDueOn('m2', 'a', '2026-09-30'),
		isDueOn('m3', 'a', '2026-09-15', { retired: true, ...amendedFrom('2026-08-01', 1) }),
		isDueOn('m3', 'a', '2026-09-15')
	];
	const elements = [endsOn('a', '2026-12-31')];
	const revisions = [amendment(1, '2026-07-20')];
	const period = periodOf({
		...{ elements, milestones, revisions, reached: { m1: '2026-07-31' } },
		updates: { a: [reports('2026-09-30')] }
	});
	expect(period!.commitments.map(({ commitment: { id }, fate }) => [id, fate])).toEqual([
		['m1', 'kept'],
		['m3', 'dropped'],
		['m2', 'open']
	]);
	const gone = endsOn('a', '2026-12-31', { retired: true, ...amendedFrom('2026-08-01', 1) });
	const all = periodOf({ elements: [...elements, gone], milestones, revisions });
	expect(all!.counts.dropped).toBe(3);
});

test('a share is stated of five or more, once the period is over', () => {
	const elements = ['a', 'b', 'c', 'd', 'e'].map((id) => endsOn(id, '2026-08-31'));
	const updates = { a: [completed('2026-08-31')], b: [completed('2026-08-31')] };
	expect(periodOf({ elements, updates })).toMatchObject({ due: 5, share: 0.4, over: true });
	expect(periodOf({ elements: elements.slice(1), updates })).toMatchObject({ due: 4, share: null });
	expect(periodOf({ elements, updates }, { asOf: '2026-09-29' })?.share).toBeNull();
});

test('those of one organisation are those that it led when the period began', () => {
	const owners = [
		leads('a', 'A', { holdsFrom: '2026-08-01', revision: 1, retired: true }),
		leads('a', 'A'),
		leads('a', 'B', { holdsFrom: '2026-08-01', revision: 1 })
	];
	const plan = committedPlan({ elements: [due], owners });
	const of = (organisationId: string) =>
		commitmentsByPeriod(
			plan,
			{ asOf, knownOn },
			{ frequency: 'quarter', elementId: 'G1', organisationIds: [organisationId] }
		);
	expect(of('A').map(({ due: count }) => count)).toEqual([1]);
	expect(of('B')).toEqual([]);
});
