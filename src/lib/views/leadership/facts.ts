/** The row of figures beneath the headline. */
import { shareFigure } from '#lib/domain/figures/money.ts';
import { daysBetween } from '#lib/domain/records/dates.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import { periodAt } from '#lib/domain/records/periods.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import { shareOf, type Share } from './goals.ts';
import type { Subject } from './subject.ts';

/** When the last of the work will probably end, in quarters, since days would feign precision. */
export interface ForecastQuarter {
	quarter: string;
	/** Of the 80 % band. */
	earliest: string;
	latest: string;
	/** The quarter of the declared end, which always stands beside it; null: none is declared. */
	declared: string | null;
	/** Days by which the forecast is later than the declared end; null where that is not set. */
	laterBy: number | null;
}

export interface Facts {
	delivery: Share;
	/** Done over those activities alone that planned is reckoned over, where these are fewer. */
	doneCompared: Share;
	planned: Share;
	/** Percentage points, negative where behind, on `slippageOn`. */
	slippage: Share;
	slippageOn: IsoDate | null;
	attainment: Share;
	/** `set`: whether due yet or not. */
	kpis: { measured: number; due: number; set: number };
	/** Over the lines where both are known. */
	spent: { share: Knowable<number>; disbursement: Money; allotment: Money };
	/** Null where no activity has dates. */
	end: ForecastQuarter | null;
}

function endOf({ record, figures }: Subject): ForecastQuarter | null {
	const forecast = figures.reckoned.forecastEnd(null);
	if (forecast === undefined) return null;
	const quarter = (day: IsoDate) => periodAt('quarter', day, record.fiscalYearStartMonth).label;
	const { expectedEnd } = figures;
	return {
		quarter: quarter(forecast.forecast),
		earliest: quarter(forecast.low),
		latest: quarter(forecast.high),
		declared: expectedEnd === null ? null : quarter(expectedEnd),
		laterBy: expectedEnd === null ? null : daysBetween(expectedEnd, forecast.forecast)
	};
}

export function facts(subject: Subject): Facts {
	const { record, figures } = subject;
	const { money, kpisMeasured } = figures;
	const { whole, part } = money.pairs.spent_of_allotment;
	return {
		delivery: shareOf(figures.delivery),
		doneCompared: shareOf(figures.doneCompared),
		planned: shareOf(figures.planned),
		slippage: shareOf(figures.slippage),
		slippageOn: figures.slippageOn,
		attainment: shareOf(figures.attainment),
		kpis: { ...kpisMeasured, set: record.kpis.length },
		spent: {
			share: shareFigure(money, 'spent_of_allotment'),
			disbursement: part,
			allotment: whole
		},
		end: endOf(subject)
	};
}
