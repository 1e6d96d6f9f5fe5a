import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { courseOf } from './course.ts';
import { generate } from './generate.ts';
import { loadDemonstration } from './load.ts';
import type { BudgetLineKey, ReportedRow } from './rows.ts';

const demonstration = loadDemonstration();
const { activities, kpis, milestones, story } = demonstration;
const history = generate(demonstration);
const { budgetLines, cycles, measurements, periods, reports, spending, updates } = history;

const hundredths = (text: string | null) => BigInt((text ?? '0.00').replace('.', ''));
const keyOf = (line: BudgetLineKey) =>
	`${line.activity} ${line.fundSource} ${line.appropriationYear}`;
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const updatesOf = (code: string) => updates.filter((update) => update.activity === code);
const stateOf = (organisation: string, period: string) =>
	reports
		.find((report) => report.organisation === organisation && report.period === period)
		?.transitions.at(-1);
const reported: ReportedRow[] = [...updates, ...measurements, ...spending];

test('the same files give the same rows', () => {
	const again = loadDemonstration();
	expect(hash(generate(again))).toBe(hash(history));
});

describe('reports', () => {
	test('18 quarters, each due 30 days after its end', () => {
		expect(periods).toHaveLength(18);
		expect(periods[0]).toMatchObject({ label: '2022 Q2', startsOn: '2022-04-01' });
		expect(periods.at(-1)).toMatchObject({ label: '2026 Q3', dueOn: '2026-10-30' });
	});

	test('one of each office for each period since it leads', () => {
		const offices = [...new Set(activities.map((one) => one.reportedBy))];
		const expected = offices.flatMap((office) => {
			const starts = activities
				.filter((one) => one.reportedBy === office)
				.map((one) => one.plannedStart);
			const from = starts.sort()[0]!;
			return periods
				.filter((period) => period.endsOn >= from)
				.map((period) => `${office} ${period.label}`);
		});
		expect(offices).toHaveLength(13);
		expect(reports.map((one) => `${one.organisation} ${one.period}`).sort()).toEqual(
			expected.sort()
		);
		expect(reports).toHaveLength(174);
	});

	test('for 2026 Q3 all but MPW were approved, and MFBM and MTIT returned afterwards', () => {
		const last = reports.filter((report) => report.period === '2026 Q3');
		const states = last.map((report) => report.transitions.at(-1)?.state ?? 'not_submitted');
		expect(states.filter((state) => state === 'approved')).toHaveLength(10);
		expect(stateOf('mfbm', '2026 Q3')).toMatchObject({ state: 'returned' });
		expect(stateOf('mfbm', '2026 Q3')?.occurredAt).toMatch(/^2026-11-16T/);
		expect(stateOf('mtit', '2026 Q3')?.occurredAt).toMatch(/^2026-11-18T/);
		expect(stateOf('mpw', '2026 Q3')).toBeUndefined();
		const silent = reported.filter((row) => row.organisation === 'mpw' && row.period === '2026 Q3');
		expect(silent).toEqual([]);
	});

	test('each period is published once, after its due day and all of its approvals', () => {
		expect(cycles.map(({ period }) => period)).toEqual(periods.map(({ label }) => label));
		expect(cycles.filter(({ reopened }) => reopened).map(({ period }) => period)).toEqual([
			'2026 Q3'
		]);
		expect(cycles.at(-1)!.reopened!.at > cycles.at(-1)!.publishedAt).toBe(true);
		for (const { period, openedAt, closedAt, publishedAt } of cycles) {
			const { endsOn, dueOn } = periods.find(({ label }) => label === period)!;
			const steps = reports
				.filter((one) => one.period === period)
				.flatMap((one) => one.transitions);
			const approved = steps.filter(({ state }) => state === 'approved');
			expect(openedAt.slice(0, 10) > endsOn).toBe(true);
			expect(publishedAt.slice(0, 10) > dueOn).toBe(true);
			expect([openedAt, closedAt, publishedAt]).toEqual([openedAt, closedAt, publishedAt].sort());
			expect(approved.filter(({ occurredAt }) => occurredAt > closedAt)).toEqual([]);
		}
	});

	test('in the past all were approved in the end, a few late, a few after a return', () => {
		const past = reports.filter((report) => report.period !== '2026 Q3');
		expect(past.every((report) => report.transitions.at(-1)?.state === 'approved')).toBe(true);
		const due = new Map(periods.map((period) => [period.label, period.dueOn]));
		const late = past.filter(
			(one) => one.transitions[0]!.occurredAt.slice(0, 10) > due.get(one.period)!
		);
		expect(late.length).toBeGreaterThan(5);
		expect(late.length).toBeLessThan(25);
		expect(past.filter((one) => one.transitions.length === 4)).toHaveLength(6);
	});

	test('transitions follow one another, and rows are entered after the period and before submission', () => {
		for (const { transitions } of reports) {
			const instants = transitions.map((one) => one.occurredAt);
			expect(instants).toEqual(instants.toSorted());
		}
		const ends = new Map(periods.map((period) => [period.label, period.endsOn]));
		for (const row of reported) {
			const report = reports.find(
				(one) => one.organisation === row.organisation && one.period === row.period
			)!;
			const submitted = report.transitions.filter((one) => one.state === 'submitted').at(-1)!;
			expect(row.recordedAt < submitted.occurredAt).toBe(true);
			expect(row.recordedAt.slice(0, 10) > ends.get(row.period)!).toBe(true);
		}
	});
});

describe('updates', () => {
	test('one for each quarter from the planned start to completion, with versions where returned', () => {
		for (const { code, plannedStart } of activities) {
			const own = updatesOf(code);
			const days = [...new Set(own.map((update) => update.asOf))];
			const last = code === '4.1.3' ? '2026-06-30' : '2026-09-30';
			const end = own.find((update) => update.delivery === 'completed')?.asOf ?? last;
			expect(days, code).toEqual(
				periods.map((one) => one.endsOn).filter((day) => day >= plannedStart && day <= end)
			);
		}
		expect(updates.length - new Set(updates.map((one) => `${one.activity} ${one.asOf}`)).size).toBe(
			6
		);
	});

	test('progress never falls, and agrees with the state of delivery', () => {
		for (const { code } of activities) {
			const percents = updatesOf(code).map((update) => update.physicalPercent);
			expect(percents, code).toEqual(percents.toSorted((one, other) => one - other));
		}
		for (const update of updates) {
			expect(update.delivery === 'completed').toBe(update.physicalPercent === 100);
			if (update.delivery === 'not_started') expect(update.physicalPercent).toBe(0);
			expect(update.actualEnd !== null).toBe(update.delivery === 'completed');
			expect(update.actualStart === null).toBe(update.delivery === 'not_started');
		}
	});

	test('milestones and percent say the same', () => {
		for (const code of ['1.1.3', '2.1.1', '4.1.1'])
			for (const { asOf, physicalPercent } of updatesOf(code)) {
				const reached = milestones.filter(
					(one) => one.activity === code && (one.reachedOn ?? '9') <= asOf
				);
				expect(reached.reduce((sum, one) => sum + one.weight, 0)).toBe(physicalPercent);
			}
		expect(history.milestonesReached).toHaveLength(
			milestones.filter((one) => one.reachedOn).length
		);
	});
});

describe('the story at 30 September 2026', () => {
	const slippage = (code: string) => {
		const last = updatesOf(code).at(-1)!;
		const course = courseOf(
			activities.find((one) => one.code === code)!,
			milestones,
			story
		);
		const on = last.delivery === 'completed' ? '2026-09-30' : last.asOf;
		return Math.round(last.physicalPercent - course.planned(on) * 100);
	};

	test('the network is 18 points behind; the portal, the guidelines and e-procurement follow', () => {
		const slips = activities.map((one) => ({ code: one.code, points: slippage(one.code) }));
		expect(slips.toSorted((one, other) => one.points - other.points).slice(0, 4)).toEqual([
			{ code: '4.1.2', points: -18 },
			{ code: '2.1.1', points: -15 },
			{ code: '2.1.2', points: -11 },
			{ code: '4.2.5', points: -9 }
		]);
		expect(slips.some((one) => one.points > 0)).toBe(true);
	});

	test('the portal slips two quarters, the data centre is complete and not late', () => {
		expect(updatesOf('2.1.1').at(-1)?.recoveryOn).toBe('2027-12-31');
		expect(updatesOf('2.1.2').at(-1)?.delivery).toBe('in_progress');
		expect(updatesOf('4.1.1').at(-1)).toMatchObject({
			delivery: 'completed',
			actualEnd: '2026-05-29'
		});
	});

	test('weighted by cost, work is 52 to 60 % done where 60 to 67 % was planned, on 89 % of weight', () => {
		const known = activities.filter((one) => one.code !== '4.1.3');
		const weight = known.reduce((sum, one) => sum + Number(one.budget), 0);
		const sum = (share: (code: string) => number) =>
			known.reduce((total, one) => total + Number(one.budget) * share(one.code), 0) / weight;
		const done = sum((code) => updatesOf(code).at(-1)!.physicalPercent);
		const behind = sum(slippage);
		expect(weight / 756_000_000_00).toBeCloseTo(0.889, 3);
		expect(done).toBeGreaterThan(52);
		expect(done).toBeLessThan(60);
		expect(done - behind).toBeGreaterThan(60);
		expect(done - behind).toBeLessThan(67);
	});
});

describe('measurements', () => {
	const of = (code: string) => measurements.filter((one) => one.kpi === code);

	test('end at the value of today; one KPI is not measured', () => {
		const unmeasured = kpis.filter((kpi) => of(kpi.code).length === 0).map((kpi) => kpi.code);
		expect(unmeasured).toEqual(['O4.2.K2']);
		for (const { code, now, over_time } of demonstration.kpiCourses) {
			if (now === null) continue;
			const values = of(code).map((one) => one.value);
			const value =
				over_time === 'flow_plan' ? values.reduce((sum, one) => sum + one, 0) : values.at(-1);
			if (over_time !== 'ratio') expect(Math.round(value!), code).toBe(now);
			expect(of(code).at(-1)?.measuredOn, code).toBe('2026-09-30');
		}
	});

	test('come once a day, and do not turn back unless the KPI wavers', () => {
		for (const { code, direction, over_time, wavers } of demonstration.kpiCourses) {
			const days = of(code).map((one) => one.measuredOn);
			expect(days, code).toEqual([...new Set(days)].sort());
			if (wavers || over_time !== 'last') continue;
			const values = of(code).map((one) => one.value);
			const sign = direction === 'down' ? -1 : 1;
			expect(values, code).toEqual(values.toSorted((one, other) => sign * (one - other)));
		}
	});
});

describe('money', () => {
	const allotments = new Map(budgetLines.map((line) => [keyOf(line), hundredths(line.allotment)]));

	test('each stage is within the one before, and nothing falls', () => {
		for (const line of budgetLines)
			expect(hundredths(line.allotment) <= hundredths(line.appropriation), keyOf(line)).toBe(true);
		const before = new Map<string, (typeof spending)[number]>();
		for (const row of spending) {
			const key = keyOf(row);
			const last = before.get(key);
			expect(hundredths(row.obligation) <= allotments.get(key)!, key).toBe(true);
			expect(hundredths(row.disbursement) <= hundredths(row.obligation), key).toBe(true);
			if (last) {
				expect(hundredths(last.obligation) <= hundredths(row.obligation), key).toBe(true);
				expect(hundredths(last.disbursement) <= hundredths(row.disbursement), key).toBe(true);
				expect(last.asOf < row.asOf, key).toBe(true);
			}
			before.set(key, row);
		}
	});

	test('756 million in all; of the years to 2026 about 90, 73 and 72 % of the stage before', () => {
		const total = (amounts: bigint[]) => Number(amounts.reduce((sum, amount) => sum + amount, 0n));
		const begun = budgetLines.filter((line) => line.appropriationYear <= 2026);
		const latest = [...new Map(spending.map((row) => [keyOf(row), row])).values()];
		const appropriation = total(begun.map((line) => hundredths(line.appropriation)));
		const allotment = total(begun.map((line) => hundredths(line.allotment)));
		const obligation = total(latest.map((row) => hundredths(row.obligation)));
		const disbursement = total(latest.map((row) => hundredths(row.disbursement)));
		expect(total(budgetLines.map((line) => hundredths(line.appropriation)))).toBe(756_000_000_00);
		expect(allotment / appropriation).toBeCloseTo(0.9, 1);
		expect(obligation / allotment).toBeCloseTo(0.73, 1);
		expect(disbursement / obligation).toBeCloseTo(0.72, 1);
	});

	test('of what lapsed lines owe, little is left unpaid', () => {
		const latest = [...new Map(spending.map((row) => [keyOf(row), row])).values()];
		const lapsed = latest.filter((row) => row.appropriationYear <= 2023);
		const sum = (of: 'obligation' | 'disbursement') =>
			lapsed.reduce((total, row) => total + Number(row[of]), 0);
		expect(sum('obligation')).toBeGreaterThan(50_000_000);
		expect(sum('disbursement') / sum('obligation')).toBeGreaterThan(0.95);
	});

	test('what the decision asks for is what is not released for the network', () => {
		const network = budgetLines.filter(
			(line) => line.activity === '4.1.2' && line.appropriationYear <= 2026
		);
		const unreleased = network.reduce(
			(sum, line) => sum + hundredths(line.appropriation) - hundredths(line.allotment),
			0n
		);
		expect(unreleased).toBe(20_000_000_00n);
		expect(demonstration.decisions[0]).toMatchObject({
			element: '4.1.2',
			decider: 'mfbm',
			dueOn: '2026-11-15'
		});
	});

	test('a line is reported while it is valid: three years', () => {
		for (const row of spending) {
			const years = Number(row.asOf.slice(0, 4)) - row.appropriationYear;
			expect(years >= 0 && years <= 2, keyOf(row)).toBe(true);
		}
		expect(
			budgetLines
				.filter((line) => line.allotment === null)
				.every((line) => line.appropriationYear > 2026)
		).toBe(true);
	});
});
