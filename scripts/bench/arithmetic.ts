/** The arithmetic of a plan alone, after a report on one activity and of rows that are all new. */
import { setImmediate as turn } from 'node:timers/promises';
import { activityHistories } from '#lib/domain/figures/activity-histories.ts';
import { planFigures, type PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { forecastEnds } from '#lib/domain/forecast/ends.ts';
import { KeptRatios } from '#lib/domain/forecast/kept-ratios.ts';
import { standardReference } from '#lib/domain/forecast/reference.ts';
import { ratiosBy } from '#lib/domain/forecast/statements.ts';
import { progressCurve } from '#lib/domain/progress/curve.ts';
import { planTree } from '#lib/domain/progress/plan-tree.ts';
import { dayNumber } from '#lib/domain/records/dates.ts';
import type { PlanRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { time, type Timing } from './measure.ts';
import { line } from './report.ts';

const runs = 60;

/** All figures of a plan as a whole; each is made when it is asked for. */
function askAll(figures: PlanFigures): void {
	const { delivery, planned, doneCompared, slippage, attainment, daysLate, confidence } = figures;
	const { money, slips, kpisMeasured, kpisOffPath, activityCounts, reporting } = figures;
	void [delivery, planned, doneCompared, slippage, attainment, daysLate, confidence];
	void [money, slips, kpisMeasured, kpisOffPath, activityCounts, reporting];
	void figures.completeness;
}

/** Whatever is kept with an element is kept of its copy no more. */
function reportedOnOne(rows: PlanRecord): PlanRecord {
	const at = rows.elements.findIndex(({ kind }) => kind === 'activity');
	return { ...rows, elements: rows.elements.with(at, { ...rows.elements[at]! }) };
}

const allNew = (rows: PlanRecord): PlanRecord => ({
	...rows,
	setOut: {},
	elements: rows.elements.map((one) => ({ ...one })),
	kpis: rows.kpis.map((one) => ({ ...one })),
	budgetLines: [...rows.budgetLines]
});

/** The forecast of ends alone after a report: what came of earlier statements kept, and sorted anew. */
async function forecasts(rows: PlanRecord, scope: Scope): Promise<void> {
	const status = dayNumber(scope.asOf);
	const timed = (known: typeof ratiosBy) => {
		let plan = rows;
		let histories = activityHistories(planTree(plan));
		const reckon = () =>
			Promise.resolve(void forecastEnds(histories, status, standardReference, known));
		return time(runs, reckon, async () => {
			plan = reportedOnOne(plan);
			histories = activityHistories(planTree(plan));
			await turn();
		});
	};
	const kept = await timed(new KeptRatios().by);
	const anew = await timed(ratiosBy);
	line(
		'  its forecast of ends',
		kept,
		`${anew.median.toFixed(1)} ms where all ratios are sorted anew`
	);
}

/** @returns how long it takes after a report on one activity, without the curve */
export async function arithmetic(rows: PlanRecord, scope: Scope): Promise<Timing> {
	const ends = rows.periods.map(({ endsOn }) => endsOn);
	const timed = (renewed: (rows: PlanRecord) => PlanRecord, isCurved: boolean) => {
		let plan = rows;
		const reckon = async () => {
			const figures = planFigures(plan, scope);
			askAll(figures);
			if (isCurved) progressCurve(figures.reckoned.tree, ends, scope);
		};
		return time(runs, reckon, async () => {
			plan = renewed(plan);
			// connections that the server has closed meanwhile are noticed
			await turn();
		});
	};
	const points = `${ends.length} points`;
	const figures = await timed(reportedOnOne, false);
	line('arithmetic of one plan after a report', figures, '', '≤ 3 ms');
	line('  the same with its curve', await timed(reportedOnOne, true), points, '≤ 3 ms');
	line('  of rows that are all new, with its curve', await timed(allNew, true), points);
	await forecasts(rows, scope);
	return figures;
}
