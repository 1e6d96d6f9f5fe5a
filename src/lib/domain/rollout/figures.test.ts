import { expect, test } from 'vitest';
import {
	memberState,
	rollOut,
	rollOutEntry as entry,
	rollOutSetup
} from '../testing/sample-roll-out.ts';
import { curves } from './curve.ts';
import { rollOutFigures } from './figures.ts';
import { paceOf } from './projection.ts';
import { inOrder } from './sorting.ts';
import { isStuck, waiting } from './stuck.ts';
import { standingOn } from './standing.ts';

/** So many organisations of the first wave, all there from the beginning. */
const named = (count: number) =>
	Array.from({ length: count }, (_, at) => {
		const id = String(at + 1);
		return { id, states: [memberState(id, id)] };
	});

const funnelOf = (made: ReturnType<typeof rollOut>, day: string, waveId = 'first') =>
	rollOutFigures(made, day).funnels.find((one) => one.waveId === waveId)!;

test('a funnel loses nobody: what nobody said is counted apart, and so is who left', () => {
	const made = rollOut({
		members: named(4),
		entries: [
			entry('1', { step: 'aware', state: 'done', on: '2025-02-01' }),
			entry('2', { step: 'aware', state: 'commenced', on: '2025-02-01', member: '2' }),
			entry('3', { step: 'aware', state: 'not_applicable', on: '2025-02-01', member: '3' })
		]
	});
	expect(funnelOf(made, '2025-03-01')).toMatchObject({
		...{ members: 4, placeholders: 4, reach: 4, notNamed: 0 },
		steps: [
			{
				stepId: 'aware',
				counts: { done: 1, commenced: 1, not_started: 0, not_applicable: 1, silent: 1 }
			},
			{ counts: { silent: 4 } },
			{ counts: { silent: 4 } }
		]
	});
	const { standing, funnels } = rollOutFigures(rollOut(), '2026-02-01');
	expect(standing.gone.map(({ id }) => id)).toEqual(['2']);
	expect(funnels.map(({ members, notNamed }) => [members, notNamed])).toEqual([
		[1, 0],
		// 50 with those of the first wave, of whom one is left
		[1, 48],
		[0, null]
	]);
});

test('what was said of the roll-out as a whole is no step', () => {
	const made = rollOut({
		members: named(2),
		entries: [entry('1', { step: null, state: 'commenced', on: '2025-02-01' })]
	});
	const { whole, steps } = funnelOf(made, '2025-03-01');
	expect(whole.counts).toMatchObject({ commenced: 1, silent: 1 });
	expect(steps.map(({ counts }) => counts.silent)).toEqual([2, 2, 2]);
});

test('only what is done counts, of all that the step applies to; an open wave is no share', () => {
	const made = rollOut({
		members: named(2),
		entries: [
			entry('1', { step: 'aware', state: 'done', on: '2025-02-01' }),
			entry('2', { step: 'assess', state: 'commenced', on: '2025-02-01' }),
			entry('3', { step: 'establish', state: 'not_applicable', on: '2025-02-01' })
		]
	});
	const [first, second, third] = rollOutFigures(made, '2025-03-01').progress;
	// one of the five cells that apply
	expect(first?.done).toBeCloseTo(1 / 5, 12);
	// nobody spoke of it, which is not that nothing is done
	expect(second).toMatchObject({ done: null, planned: null, compared: null, coverage: 0 });
	expect(third).toMatchObject({ done: null, planned: null });
});

test('planned runs from a window’s first day to its last; one without a first day is due at its end', () => {
	const made = rollOut({ members: named(1) });
	const planned = (day: string) => rollOutFigures(made, day).progress[0]!.planned!;
	expect(planned('2025-01-01')).toBe(0);
	// awareness by June 2025, the other two by the end of 2026
	expect(planned('2025-06-30')).toBeCloseTo((1 + 2 * (180 / 729)) / 3, 12);
	expect(planned('2027-01-01')).toBe(1);
	const [window] = rollOutSetup.windows;
	const due = rollOut({
		members: named(1),
		versions: [
			{
				...{ id: '1', from: '-infinity', withdrawn: false, reason: null },
				setup: { ...rollOutSetup, windows: [{ ...window!, startsOn: null }] }
			}
		]
	});
	const dueOn = (day: string) => rollOutFigures(due, day).progress[0]!.planned;
	expect([dueOn('2026-12-30'), dueOn('2026-12-31')]).toEqual([0, 1]);
});

test('a curve knows what was done up to the status date, and what is planned after it', () => {
	const made = rollOut({
		members: named(2),
		entries: [entry('1', { step: 'aware', state: 'done', on: '2025-02-01' })]
	});
	const [first, second, third] = curves(made, '2025-08-15');
	expect(first!.points[0]).toEqual({ on: '2024-12-31', planned: 0, done: null });
	expect(first!.points.at(-1)).toEqual({ on: '2026-12-31', planned: 1, done: null });
	expect(first!.points.find(({ on }) => on === '2025-08-15')?.done).toBeCloseTo(1 / 6, 12);
	expect(third!.points).toEqual([]);
	expect(second!.points).toEqual([]);
});

test('quarters add up to what is done, and one that runs is no pace yet', () => {
	const made = rollOut({
		members: named(5),
		entries: ['2025-02-01', '2025-05-01', '2025-05-02', '2026-01-15', '2026-04-02'].map((on, at) =>
			entry(String(at + 1), { step: 'aware', state: 'done', on, member: String(at + 1) })
		)
	});
	const { velocity, projections } = rollOutFigures(made, '2026-02-14');
	expect(velocity.quarters.map(({ to, isOver, done }) => [to, isOver, done[0]])).toEqual([
		['2025-03-31', true, 1],
		['2025-06-30', true, 2],
		['2025-09-30', true, 0],
		['2025-12-31', true, 0],
		['2026-03-31', false, 1]
	]);
	const aware = projections.find(({ waveId, stepId }) => waveId === 'first' && stepId === 'aware');
	expect(aware).toMatchObject({
		...{ why: null, done: 4, of: 5, pace: { mean: 0.75, quarters: 4 } },
		// the window ended in June 2025, so a year on
		...{ on: '2027-02-14', isPlanned: false, low: 4, high: 5 }
	});
	expect(projections.find(({ waveId }) => waveId === 'third')).toMatchObject({ why: 'open' });
	expect(projections.find(({ stepId }) => stepId === 'assess')).toMatchObject({
		why: 'silent'
	});
});

test('a pace needs four quarters that are over', () => {
	expect(paceOf(['2025-02-01'], '2025-02-01', '2025-12-30')).toBeNull();
	expect(paceOf(['2025-02-01'], '2025-02-01', '2025-12-31')).toMatchObject({ mean: 0.25 });
});

test('who began and is not done waits since it began; who passed the gate waits since then', () => {
	const made = rollOut({
		members: named(3),
		entries: [
			entry('1', { step: 'aware', state: 'done', on: '2025-02-01' }),
			entry('2', { step: 'aware', state: 'done', on: '2025-03-01', member: '2' }),
			entry('3', { step: 'assess', state: 'commenced', on: '2025-05-01', member: '2' }),
			entry('4', { step: 'assess', state: 'commenced', on: '2025-05-20', member: '2' }),
			entry('5', { step: 'aware', state: 'not_started', on: '2025-02-01', member: '3' })
		]
	});
	const found = waiting(made, standingOn(made, '2025-06-01'));
	expect(found).toEqual([
		{
			...{ memberId: '1', stepId: 'assess', kind: 'gate', since: '2025-02-01' },
			...{ days: 120, overdue: null }
		},
		{
			...{ memberId: '2', stepId: 'assess', kind: 'commenced', since: '2025-05-01' },
			...{ days: 31, overdue: null }
		}
	]);
	expect(found.map(isStuck)).toEqual([true, false]);
	const [late] = waiting(made, standingOn(made, '2027-01-02'));
	expect(late).toMatchObject({ overdue: 2 });
});

test('organisations stand by wave, by who waits longest, or by who has come furthest', () => {
	const made = rollOut({
		members: named(3),
		entries: [
			entry('1', { step: 'aware', state: 'commenced', on: '2025-02-01' }),
			entry('2', { step: 'aware', state: 'commenced', on: '2025-01-10', member: '2' }),
			entry('3', { step: 'aware', state: 'done', on: '2025-02-20', member: '3' })
		]
	});
	const standing = standingOn(made, '2025-06-01');
	const order = (by: 'wave' | 'stalled' | 'reached') =>
		inOrder(standing, waiting(made, standing), by).map(({ id }) => id);
	expect(order('wave')).toEqual(['1', '2', '3']);
	expect(order('stalled')).toEqual(['2', '1', '3']);
	expect(order('reached')).toEqual(['3', '1', '2']);
});
