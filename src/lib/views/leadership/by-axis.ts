/** What the leadership page shows of a plan by the lines of an axis. */
import { totalFigure } from '#lib/domain/figures/money.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { FiguresByAxis, LineRow } from '#lib/domain/frameworks/by-axis.ts';
import type { Line } from '#lib/domain/matrix/matrix.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import { shareOf, type Share } from './goals.ts';

export interface AxisRow {
	/** Null: of what lies on no line, or the total. */
	line: Line | null;
	/** How many elements of work, and how many KPIs. */
	elements: number;
	kpis: number;
	delivery: Share;
	planned: Share;
	doneCompared: Share;
	/** Percentage points, negative where behind. */
	slippage: Share;
	attainment: Share;
	appropriation: Knowable<Money>;
	disbursement: Knowable<Money>;
}

export interface AxisFigures {
	axis: { name: string; title: string | null };
	rows: AxisRow[];
	total: AxisRow;
	several: FiguresByAxis['several'];
	servesAlso: number;
	/** Null before the first period is due. */
	slippageOn: IsoDate | null;
	/** Whether the plan lists any: else its work is what has nothing beneath it. */
	hasActivities: boolean;
	currency: string;
}

function rowOf({ line, elements, kpis, figures }: LineRow): AxisRow {
	const { appropriation, disbursement } = figures.money.stages;
	return {
		...{ line, elements: elements.length, kpis: kpis.length },
		delivery: shareOf(figures.delivery),
		planned: shareOf(figures.planned),
		doneCompared: shareOf(figures.doneCompared),
		slippage: shareOf(figures.slippage),
		attainment: shareOf(figures.attainment),
		appropriation: totalFigure('appropriation', appropriation),
		disbursement: totalFigure('disbursement', disbursement)
	};
}

export const axisFigures = (
	{ record, figures }: PlanWithFigures,
	axis: AxisFigures['axis'],
	{ rows, total, several, servesAlso }: FiguresByAxis
): AxisFigures => ({
	...{ axis, several, servesAlso },
	slippageOn: figures.slippageOn,
	hasActivities: figures.reckoned.tree.activities.length > 0,
	currency: record.currency,
	rows: rows.map(rowOf),
	total: rowOf(total)
});
