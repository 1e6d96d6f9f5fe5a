import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import { loadDemonstration } from './load.ts';
import { codeOf } from './quarters.ts';

const demonstration = loadDemonstration();
const { spending, updates } = generate(demonstration);
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

test('every late report names a cause, and says it in words when it is new', () => {
	for (const { code } of demonstration.activities) {
		const late = final.filter((one) => one.activity === code && one.slippageCause !== null);
		for (const [index, { note, period, slippageCause }] of late.entries()) {
			if (slippageCause === late[index - 1]?.slippageCause) continue;
			const words = Object.values(demonstration.slips[code] ?? {}).map((slip) => slip.because);
			const said = words.some((some) => some !== undefined && note!.endsWith(some));
			expect(said, `${code} ${period}`).toBe(true);
		}
	}
});

test('the same cause is said in words once', () => {
	for (const [code, slips] of Object.entries(demonstration.slips))
		for (const { because } of Object.values(slips)) {
			const notes = final.filter((one) => one.activity === code).map((one) => one.note!);
			if (because)
				expect(
					notes.filter((note) => note.includes(because)),
					because
				).toHaveLength(1);
		}
});

test('an expected end moves later, at most three times', () => {
	for (const { code } of demonstration.activities) {
		const ends = final.flatMap((one) => (one.activity === code ? (one.recoveryOn ?? []) : []));
		expect(ends, code).toEqual(ends.toSorted());
		expect(new Set(ends).size, code).toBeLessThanOrEqual(4);
	}
});

test('the network waits for funds from 2026 on', () => {
	const causes = final
		.filter((one) => one.activity === '4.1.2')
		.map((one) => [one.period.slice(0, 4), one.slippageCause]);
	expect(new Set(causes.map(String))).toEqual(
		new Set(['2024,staffing', '2025,procurement', '2026,funds_not_released'])
	);
});

test('while it is on hold, work stands still and nothing new is obligated', () => {
	const held = final.filter(({ delivery }) => delivery === 'on_hold');
	expect(held.map(({ activity, period }) => [activity, period])).toEqual([['4.2.3', '2025 Q2']]);
	const own = final.filter(({ activity }) => activity === '4.2.3');
	const percent = (period: string) => own.find((one) => one.period === period)?.physicalPercent;
	expect(percent('2025 Q2')).toBe(percent('2025 Q1'));
	const obligated = (period: string) =>
		spending
			.filter((row) => row.activity === '4.2.3' && row.period === period)
			.map(({ appropriationYear, obligation }) => [appropriationYear, obligation]);
	expect(obligated('2025 Q2')).toEqual(obligated('2025 Q1'));
});

test('work is not late for one quarter only, but at its start or its end', () => {
	for (const { code, plannedEnd } of demonstration.activities) {
		if (demonstration.milestones.some(({ activity }) => activity === code)) continue;
		const own = final.filter(({ activity, asOf }) => activity === code && asOf < plannedEnd);
		const late = own.map(({ slippageCause }) => slippageCause !== null);
		for (const index of late.keys()) {
			if (index === 0 || index >= late.length - 1) continue;
			const around = [late[index - 1], late[index + 1]];
			expect(around, `${code} ${own[index]!.period}`).toContain(late[index]);
		}
	}
});
