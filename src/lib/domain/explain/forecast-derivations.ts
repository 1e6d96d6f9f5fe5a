/** How the forecast end of the whole plan came about: the reports that its trend rests on. */
import { dayNumber } from '../records/dates.ts';
import { input, type Derivation, type DerivationInput, type FigureOwner } from './explain.ts';
import type { Forecast, ProgressPoint } from '../figures/forecast.ts';
import { known, type Knowable } from '../records/known.ts';
import type { IsoDate } from '../records/records.ts';

export interface ExplainedEnd {
	of: FigureOwner;
	asOf: IsoDate;
	/** What the forecast was made from. */
	points: ProgressPoint[];
	forecast: Knowable<Forecast>;
}

function trendInputs({ slope, earliest, latest }: Forecast): DerivationInput[] {
	return [
		input('trend', { raw: slope }),
		input('earliest_end', { on: earliest }),
		input('latest_end', {
			on: latest,
			state: latest === null ? { state: 'missing', reason: 'not_advancing' } : { state: 'known' }
		})
	];
}

/** The end, as a day's number, from the progress of the whole plan as reported for each period. */
export function explainEnd({ of, asOf, points, forecast }: ExplainedEnd): Derivation {
	const reports = points.map(({ on, progress }) =>
		input('progress_to_date', { raw: progress, on })
	);
	return {
		figure: 'forecast_end',
		of,
		unit: 'date',
		asOf,
		rule: 'trend_reaches_all',
		inputs: forecast.known ? [...reports, ...trendInputs(forecast.value)] : reports,
		result: forecast.known ? known(dayNumber(forecast.value.finishOn)) : forecast,
		coverage: null
	};
}
