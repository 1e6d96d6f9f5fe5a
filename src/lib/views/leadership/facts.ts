/** The row of figures beneath the headline. */
import type { PlanFigures } from '#lib/domain/figures/figures.ts';
import type { Forecast } from '#lib/domain/figures/forecast.ts';
import { known, type Knowable } from '#lib/domain/records/known.ts';
import { periodAt } from '#lib/domain/records/periods.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import { shareOf as stageShareOf } from '#lib/domain/figures/stage-shares.ts';
import { shareOf, type Share } from './goals.ts';
import type { Subject } from './subject.ts';

/** When the plan ends at the pace of its reports, in quarters, since days would feign precision. */
export interface PaceEnd {
	quarter: string;
	earliest: string;
	/** Null where the slow end of the trend never finishes. */
	latest: string | null;
	reports: number;
}

export interface Facts {
	delivery: Share;
	/** Percentage points, negative where behind. */
	slippage: Share;
	attainment: Share;
	/** `set`: whether due yet or not. */
	kpis: { measured: number; due: number; set: number };
	spent: { share: Knowable<number>; disbursement: Money | null; allotment: Money | null };
	end: Knowable<PaceEnd>;
}

export function paceEnd(
	forecast: Knowable<Forecast>,
	fiscalYearStartMonth: number
): Knowable<PaceEnd> {
	if (!forecast.known) return forecast;
	const { finishOn, earliest, latest, reports } = forecast.value;
	const quarter = (day: IsoDate) => periodAt('quarter', day, fiscalYearStartMonth).label;
	return known({
		quarter: quarter(finishOn),
		earliest: quarter(earliest),
		latest: latest === null ? null : quarter(latest),
		reports
	});
}

/** Where nothing applies since all that does is yet to come, that is not due. */
function deliveryOf({ delivery, activityCounts }: PlanFigures): Share {
	const share = shareOf(delivery);
	const isToCome = share.reason === 'nothing_applicable' && activityCounts.not_due > 0;
	return isToCome ? { ...share, reason: 'not_due' } : share;
}

export function facts({ record, figures }: Subject, forecast: Knowable<Forecast>): Facts {
	const { money, slippage, attainment, kpisMeasured } = figures;
	const amount = (stage: 'disbursement' | 'allotment') =>
		money[stage].set === 0 ? null : money[stage].sum;
	return {
		delivery: deliveryOf(figures),
		slippage: shareOf(slippage),
		attainment: shareOf(attainment),
		kpis: { ...kpisMeasured, set: record.kpis.length },
		spent: {
			share: stageShareOf(money, 'disbursement', 'allotment'),
			disbursement: amount('disbursement'),
			allotment: amount('allotment')
		},
		end: paceEnd(forecast, record.fiscalYearStartMonth)
	};
}
