/** The arithmetic of a plan alone, after a report on one activity and of rows that are all new. */
import { setImmediate as turn } from 'node:timers/promises';
import { planFigures, type PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { progressCurve } from '#lib/domain/progress/curve.ts';
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
	return figures;
}
