import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import { loadDemonstration } from './load.ts';
import { codeOf } from './quarters.ts';

const demonstration = loadDemonstration();
const { updates } = generate(demonstration);
/** Without those that were sent again after a return. */
const final = updates.filter(
	({ activity, asOf }, index) =>
		!updates.slice(index + 1).some((one) => one.activity === activity && one.asOf === asOf)
);

test('every report says what was done, and never the same again', () => {
	const said = final.map(({ activity, note }) => `${activity} ${note}`);
	expect(final.filter(({ note }) => note === null)).toEqual([]);
	expect(new Set(said).size).toBe(said.length);
});

test('no note is written for a quarter without a report', () => {
	const reports = final.map(({ activity, period }) => `${activity} ${codeOf(period)}`);
	const written = Object.entries(demonstration.notes).flatMap(([code, notes]) =>
		Object.keys(notes).map((quarter) => `${code} ${quarter}`)
	);
	expect(written.toSorted()).toEqual(reports.toSorted());
});

test('a cause and a day of recovery still to come are given together or not at all', () => {
	const slipping = final.filter((update) => update.recoveryOn !== null);
	expect(slipping.length).toBeGreaterThan(50);
	for (const update of slipping) expect(update.recoveryOn! > update.asOf).toBe(true);
	for (const one of final) expect(one.slippageCause === null).toBe(one.recoveryOn === null);
});
