import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord } from '#lib/domain/records/records.ts';
import {
	sampleElement,
	sampleOwner,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '#lib/domain/testing/sample-records.ts';
import { onlyRows, rowsOf, timelineOf, timelineSpan } from './timeline.ts';

const goal = sampleElement('G1', 'goal');
const objective = sampleElement('O1', 'objective', { parentId: 'G1' });
const activity = (id: string, fields: Partial<ElementRecord> = {}) =>
	sampleElement(id, 'activity', {
		parentId: 'O1',
		plannedStart: '2025-01-01',
		plannedEnd: '2026-12-31',
		...fields
	});

const asOf = '2026-11-22';
const groupsOf = (...elements: ElementRecord[]) => {
	const plan = samplePlan({
		elements: [goal, objective, ...elements],
		periods: [sampleQuarter(2026, 3)]
	});
	return timelineOf(plan, planFigures(plan, { asOf, knownOn: asOf }));
};
const rowOf = (fields: Partial<ElementRecord>) => rowsOf(groupsOf(activity('A', fields)))[0]!;
const update = (fields: Parameters<typeof sampleUpdate>[1]) => ({
	update: sampleUpdate('2026-09-30', fields)
});

describe('the timeline of a plan', () => {
	it('has activities under objectives under goals', () => {
		const [first] = groupsOf(activity('A'), activity('B', { parentId: 'G1' }));
		expect(first).toMatchObject({ kind: 'goal', code: 'G1' });
		expect(first!.groups[0]).toMatchObject({ kind: 'objective', rows: [{ code: 'A' }] });
		expect(first!.rows).toMatchObject([{ code: 'B' }]);
	});

	it('runs from the actual start to the end that the report expects', () => {
		const row = rowOf(
			update({ physicalPercent: 40, actualStart: '2025-03-01', recoveryOn: '2027-06-30' })
		);
		expect(row).toMatchObject({ start: '2025-03-01', end: '2027-06-30', done: 0.4 });
		expect(row.daysLate).toBe(181);
	});

	it('expects unfinished work no earlier than the status date', () => {
		const row = rowOf({ plannedEnd: '2026-06-30', ...update({ physicalPercent: 90 }) });
		expect([row.end, row.daysLate]).toEqual([asOf, 145]);
	});

	it('takes the forecast start of work that has not begun', () => {
		const row = rowOf({ forecastStart: '2027-01-01', ...update({ delivery: 'not_started' }) });
		expect(row.start).toBe('2027-01-01');
	});

	it('invents no late end for work completed on an unknown day', () => {
		const done = update({ delivery: 'completed' });
		expect(rowOf({ plannedEnd: '2026-03-31', ...done }).end).toBe('2026-03-31');
		expect(rowOf(done).end).toBe('2026-09-30');
	});

	it('says why progress is unknown, and keeps it apart from zero', () => {
		expect(rowOf({})).toMatchObject({ done: null, reason: 'not_reported', state: 'not_reported' });
		expect(rowOf(update({ physicalPercent: 0 }))).toMatchObject({ done: 0, reason: null });
	});

	it('has no dates where the plan sets none', () => {
		const row = rowOf({ plannedStart: null, plannedEnd: null });
		expect([row.start, row.end, row.daysLate]).toEqual([null, null, null]);
	});

	it('names the lead before the co-leads, and no reporter', () => {
		const owners = [
			sampleOwner('MILG', { role: 'co_lead' }),
			sampleOwner('OCM', { role: 'reporter' }),
			sampleOwner('BICTO')
		];
		expect(rowOf({ owners }).owners).toEqual(['BICTO', 'MILG']);
	});

	it('places milestones on the day they were reached, else were planned for', () => {
		const milestone = { id: 'm', title: 'M', weight: 1, plannedOn: '2025-06-30', reachedOn: null };
		const milestones = [
			milestone,
			{ ...milestone, reachedOn: '2025-08-01' },
			{ ...milestone, plannedOn: null }
		];
		expect(rowOf({ milestones }).milestones).toEqual([
			{ title: 'M', on: '2025-06-30', reached: false },
			{ title: 'M', on: '2025-08-01', reached: true }
		]);
	});
});

describe('the span of a group', () => {
	it('is that of the work beneath it, without what was cancelled', () => {
		const [first] = groupsOf(
			activity('A', { plannedStart: '2025-04-01', plannedEnd: '2026-03-31' }),
			activity('B', { plannedStart: '2025-09-01', plannedEnd: '2027-01-31' }),
			activity('C', { plannedEnd: '2030-12-31', ...update({ delivery: 'cancelled' }) })
		);
		expect(first).toMatchObject({ plannedStart: '2025-04-01', plannedEnd: '2027-01-31' });
	});

	it('is not set where nothing beneath it has dates', () => {
		const [first] = groupsOf();
		expect(first).toMatchObject({ plannedStart: null, plannedEnd: null, start: null, end: null });
	});
});

describe('a part of the timeline', () => {
	it('leaves out groups without any of the rows asked for', () => {
		const groups = groupsOf(activity('A'), activity('B'));
		expect(rowsOf(onlyRows(groups, ({ code }) => code === 'B')).map(({ code }) => code)).toEqual([
			'B'
		]);
		expect(onlyRows(groups, () => false)).toEqual([]);
	});
});

describe('the span of the timeline', () => {
	const period = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };

	it('holds the plan, its work and today, in whole years', () => {
		expect(timelineSpan(groupsOf(activity('A')), period, asOf)).toEqual({
			from: '2022-01-01',
			to: '2028-12-31'
		});
		const late = groupsOf(activity('A', update({ recoveryOn: '2030-02-01' })));
		expect(timelineSpan(late, period, asOf).to).toBe('2030-12-31');
	});

	it('is the year of today where nothing is set', () => {
		const unset = { periodStart: null, periodEnd: null };
		expect(timelineSpan([], unset, asOf)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
	});
});
