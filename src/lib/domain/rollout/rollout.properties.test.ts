/** What holds of any roll-out, whatever was said of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { memberState, rollOut, rollOutEntry } from '../testing/sample-roll-out.ts';
import { rollOutFigures } from './figures.ts';
import { stepStandings, summed } from './funnel.ts';
import { stepStates } from './records.ts';

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days));

const drawn = fc
	.record({
		waves: fc.array(fc.constantFrom('first', 'second', 'third'), { maxLength: 12 }),
		said: fc.array(
			fc.record({
				member: fc.nat(11),
				step: fc.constantFrom('aware', 'assess', 'establish', null),
				state: fc.constantFrom(...stepStates),
				on: fc.oneof({ weight: 9, arbitrary: day }, fc.constant('-infinity'))
			}),
			{ maxLength: 60 }
		),
		leaves: fc.option(fc.record({ member: fc.nat(11), on: day }))
	})
	.map(({ waves, said, leaves }) =>
		rollOut({
			members: waves.map((waveId, at) => {
				const id = String(at + 1);
				const states = [memberState(id, id, { waveId })];
				if (leaves?.member === at)
					states.push(
						memberState(`${id}0`, id, {
							waveId,
							from: leaves.on,
							standing: 'left',
							reason: 'Closed.'
						})
					);
				return { id, states };
			}),
			entries: said
				.filter(({ member }) => member < waves.length)
				.map(({ member, ...one }, at) =>
					rollOutEntry(String(at + 1), { ...one, member: String(member + 1) })
				)
		})
	);

test('of each step the parts add up to all that take part, and nobody is lost among waves', () => {
	fc.assert(
		fc.property(drawn, day, (made, on) => {
			const { funnels, standing } = rollOutFigures(made, on);
			for (const { members, whole, steps } of funnels)
				for (const { counts } of [whole, ...steps])
					expect(stepStandings.reduce((sum, state) => sum + counts[state], 0)).toBe(members);
			expect(funnels.reduce((sum, { members }) => sum + members, 0)).toBe(standing.members.length);
			expect(standing.members.length + standing.gone.length).toBe(made.members.length);
		})
	);
});

test('quarters add up to what is done; a projection lies between what is done and what there is', () => {
	fc.assert(
		fc.property(drawn, day, (made, on) => {
			const { velocity, funnels, projections, standing } = rollOutFigures(made, on);
			standing.setup.steps.forEach((_, at) => {
				const { done } = summed(funnels.map(({ steps }) => steps[at]!.counts));
				expect(
					velocity.quarters.reduce((sum, quarter) => sum + quarter.done[at]!, velocity.undated[at]!)
				).toBe(done);
			});
			for (const one of projections) {
				if (one.why !== null) continue;
				const ordered = [one.done, one.low, one.likely, one.high, one.of!];
				expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
				expect(one.on > on && (one.allBy ?? '9') > on).toBe(true);
			}
		})
	);
});

test('shares lie within 0 and 1, an open wave has none, and nothing to come is done', () => {
	fc.assert(
		fc.property(drawn, day, (made, on) => {
			const { progress, curves, waiting } = rollOutFigures(made, on);
			for (const { waveId, ...shares } of progress)
				for (const share of Object.values(shares)) {
					expect(share === null || (share >= 0 && share <= 1)).toBe(true);
					if (waveId === 'third') expect(share).toBeNull();
				}
			for (const { points } of curves)
				for (const point of points) if (point.on > on) expect(point.done).toBeNull();
			expect(waiting.every(({ days }) => (days ?? 0) >= 0)).toBe(true);
		})
	);
});
