import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainFigure, type FigureName } from '../figures/explained-figures.ts';
import { reckonPlan } from '../figures/reckoned-plan.ts';
import { addDays } from '../records/dates.ts';
import type { PeriodRecord } from '../records/records.ts';
import { frequencies } from '../records/vocabulary.ts';
import { recompute } from '../testing/recompute.ts';
import {
	amendment,
	committedPlan,
	correction,
	endsOn,
	isDueOn,
	leads
} from '../testing/sample-commitments.ts';
import { sampleUpdate } from '../testing/sample-records.ts';
import { movesOf } from './moves.ts';
import { ownedFates, ownerRecords } from './owner-record.ts';
import {
	applicableOf,
	commitmentsByPeriod,
	commitmentsOver,
	type PeriodCommitments
} from './periods.ts';

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-06-01', days));
const due = fc.option(day, { nil: null, freq: 6 });
/** A change of one record by the revision of its place. */
const change = fc.record({
	due,
	holdsFrom: fc.option(day, { nil: '-infinity' }),
	retired: fc.boolean(),
	applicable: fc.boolean()
});
const update = fc.record({
	asOf: day,
	delivery: fc.constantFrom('in_progress', 'in_progress', 'completed', 'on_hold', 'cancelled'),
	recoveryOn: fc.option(day, { nil: null }),
	actualEnd: fc.option(day, { nil: null })
});
const drawn = fc.record({
	due,
	changes: fc.array(change, { maxLength: 4 }),
	milestones: fc.array(fc.tuple(due, fc.option(day, { nil: null })), { maxLength: 2 }),
	updates: fc.uniqueArray(update, { maxLength: 4, selector: ({ asOf }) => asOf }),
	passedOn: fc.option(day, { nil: null })
});
const plans = fc
	.record({
		drawn: fc.array(drawn, { minLength: 1, maxLength: 6 }),
		ways: fc.array(fc.tuple(fc.boolean(), day), { minLength: 4, maxLength: 4 }),
		reading: fc.constantFrom('baseline', 'revised'),
		// without periods a report is due of each day that is past
		periods: fc.option(fc.constant<PeriodRecord[]>([]), { nil: undefined })
	})
	.map(({ drawn: all, ways, reading, periods }) => {
		const sorted = ways.toSorted(([, one], [, other]) => (one < other ? -1 : 1));
		return committedPlan({
			...{ reading, periods },
			revisions: sorted.map(([isAmended, on], at) =>
				isAmended ? amendment(at + 1, on) : correction(at + 1, on)
			),
			elements: all.flatMap((one, at) => [
				endsOn(`a${at}`, one.due),
				...one.changes.map(({ due: plannedEnd, ...fields }, revision) =>
					endsOn(`a${at}`, plannedEnd, { ...fields, revision: revision + 1 })
				)
			]),
			milestones: all.flatMap(({ milestones }, at) =>
				milestones.map(([on], index) => isDueOn(`m${at}.${index}`, `a${at}`, on))
			),
			reached: Object.fromEntries(
				all.flatMap(({ milestones }, at) =>
					milestones.flatMap(([, on], index) => (on ? [[`m${at}.${index}`, on]] : []))
				)
			),
			updates: Object.fromEntries(
				all.map(({ updates }, at) => [
					`a${at}`,
					updates
						.map(({ asOf, ...fields }) => sampleUpdate(asOf, fields))
						.sort((one, other) => (one.asOf < other.asOf ? -1 : 1))
				])
			),
			owners: all.flatMap(({ passedOn }, at) => [
				leads(`a${at}`, 'A'),
				...(passedOn
					? [
							leads(`a${at}`, 'A', { holdsFrom: passedOn, revision: 1, retired: true }),
							leads(`a${at}`, 'B', { holdsFrom: passedOn, revision: 1 })
						]
					: [])
			])
		});
	});

const sum = (all: PeriodCommitments[], of: (one: PeriodCommitments) => number) =>
	all.reduce((total, one) => total + of(one), 0);
const everybody = { elementId: null, organisationIds: null };

test('every commitment of a period has one fate, and the parts add up to what was due and added', () => {
	fc.assert(
		fc.property(plans, day, fc.constantFrom(...frequencies), (plan, asOf, frequency) => {
			const days = { asOf, knownOn: addDays(asOf, 40) };
			const all = commitmentsByPeriod(plan, days, { frequency, ...everybody });
			for (const { period, commitments, due: count, counts, added, share } of all) {
				const parts = Object.values(counts).reduce((total, part) => total + part, 0);
				expect(parts).toBe(count);
				expect(count + added).toBe(commitments.length);
				const ids = commitments.map(({ commitment: { kind, id } }) => `${kind} ${id}`);
				expect(new Set(ids).size).toBe(ids.length);
				for (const { due: on } of commitments)
					expect(on >= period.startsOn && on <= period.endsOn).toBe(true);
				if (share !== null)
					expect(share * applicableOf({ due: count, counts })).toBeCloseTo(counts.kept, 9);
			}
		}),
		{ numRuns: 300 }
	);
});

test('what was kept, moved, dropped, not reported and added can be counted again from its derivation alone', () => {
	const counts: [FigureName, (one: PeriodCommitments) => number][] = [
		['commitments_kept', ({ counts: { kept } }) => kept],
		['commitments_moved', ({ counts: { moved } }) => moved],
		['commitments_dropped', ({ counts: { dropped } }) => dropped],
		['commitments_not_reported', ({ counts: { not_reported } }) => not_reported],
		['commitments_added', ({ added }) => added]
	];
	fc.assert(
		fc.property(plans, day, fc.constantFrom(...frequencies), (plan, asOf, frequency) => {
			const days = { asOf, knownOn: addDays(asOf, 40) };
			const reckoned = reckonPlan(plan, days);
			for (const period of commitmentsByPeriod(plan, days, { frequency, ...everybody })) {
				const { startsOn } = period.period;
				const commitments = { frequency, period: startsOn, organisationIds: null };
				for (const [figure, count] of counts) {
					const asked = { figure, of: { kind: 'plan' }, commitments } as const;
					const derivation = explainFigure(reckoned, asked)!;
					const isAdded = figure === 'commitments_added';
					expect(derivation.inputs).toHaveLength(isAdded ? period.commitments.length : period.due);
					if (!isAdded && applicableOf(period) === 0) continue;
					expect(recompute(derivation)).toBe(count(period));
				}
			}
		}),
		{ numRuns: 200 }
	);
});

test('periods of one length partition what was to end as adopted, whichever their length', () => {
	fc.assert(
		fc.property(plans, day, (plan, asOf) => {
			plan.committed!.reading = 'baseline';
			const days = { asOf, knownOn: asOf };
			const totals = frequencies.map((frequency) => {
				const all = commitmentsByPeriod(plan, days, { frequency, ...everybody });
				all.slice(1).forEach(({ period }, at) => {
					expect(all[at]!.period.endsOn < period.startsOn).toBe(true);
				});
				return sum(all, ({ due: count }) => count);
			});
			expect(new Set(totals).size).toBe(1);
			const adopted = plan.committed!.courses.elements.flatMap(({ steps, milestones }) =>
				[steps, ...milestones.map((one) => one.steps)].flatMap(([first]) =>
					first?.from === '-infinity' && steps[0]?.standing !== 'retired' ? (first.due ?? []) : []
				)
			);
			// what never was to end before the status date, by any plan up to it, is in no list
			expect(totals[0]).toBeLessThanOrEqual(adopted.length);
		}),
		{ numRuns: 200 }
	);
});

test('organisations that lead one after the other share what was to end without a rest', () => {
	fc.assert(
		fc.property(plans, day, fc.constantFrom(...frequencies), (plan, asOf, frequency) => {
			const days = { asOf, knownOn: asOf };
			const counted = (organisationIds: string[] | null) =>
				sum(
					commitmentsByPeriod(plan, days, { frequency, elementId: 'G1', organisationIds }),
					({ commitments }) => commitments.length
				);
			expect(counted(['A']) + counted(['B'])).toBe(counted(null));
			expect(counted(['A', 'B'])).toBe(counted(null));
		}),
		{ numRuns: 100 }
	);
});

test('moves lead from each date to the next, and an owner’s parts add up to its dates', () => {
	fc.assert(
		fc.property(plans, day, (plan, asOf) => {
			const days = { asOf, knownOn: addDays(asOf, 40) };
			for (const { dates, counts, ways, later } of ownerRecords(plan, days).values()) {
				expect(ownedFates.reduce((total, fate) => total + counts[fate], 0)).toBe(dates.length);
				const moves = dates.flatMap((date) => date.moves);
				expect(ways.amendment + ways.correction + ways.report).toBe(moves.length);
				const delays = moves.flatMap(({ days: by }) => (by !== null && by > 0 ? [by] : []));
				expect(later.times).toBe(delays.length);
				expect(later.total).toBe(delays.reduce((total, by) => total + by, 0));
				for (const { commitment } of dates) {
					const planned = movesOf(commitment, asOf).filter(({ way }) => way !== 'report');
					for (const { on } of planned) expect(on <= asOf).toBe(true);
					planned.slice(1).forEach(({ from }, at) => {
						const { to } = planned[at]!;
						if (to !== null) expect(from).toBe(to);
					});
				}
			}
		}),
		{ numRuns: 200 }
	);
});

test('gives the latest period that is over as the list of all of them does', () => {
	fc.assert(
		fc.property(plans, day, fc.constantFrom(...frequencies), (plan, asOf, frequency) => {
			const days = { asOf, knownOn: addDays(asOf, 40) };
			const asked = { frequency, ...everybody };
			const over = commitmentsByPeriod(plan, days, asked).filter((one) => one.over);
			expect(commitmentsOver(plan, days, asked)).toEqual(over.at(-1));
		}),
		{ numRuns: 300 }
	);
});
