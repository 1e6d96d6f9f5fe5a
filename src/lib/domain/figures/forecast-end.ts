/** When the work will probably end, from where it is and from how past forecasts erred (rule 11). */
import type { ActivityForecast } from '../forecast/ends.ts';
import { activitiesOf } from '../progress/plan-tree.ts';
import { dayNumber } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { figureInput, input, unknownSteps, type Steps } from './derivation.ts';
import { derive, summaryFigure } from './figure.ts';
import { reckoned } from './reckoned-plan.ts';

function activitySteps(forecast: ActivityForecast, asOf: string): Steps {
	if (forecast.source === 'reported') {
		return { rule: 'as_given', inputs: [input('update', { raw: dayNumber(forecast.forecast) })] };
	}
	const { from, days, ratios } = forecast.basis;
	return {
		rule: 'remaining_time',
		inputs: [
			input('reported_on', { on: from }),
			input('remaining_days', { raw: days }),
			input('past_ratio', { raw: ratios.median }),
			input('reckoned_on', { on: asOf })
		]
	};
}

export const forecastEnd = summaryFigure({
	name: 'forecast_end',
	unit: 'date',
	value: ({ plan, element }): Knowable<number> => {
		const end = plan.forecastEnd(element);
		return end === undefined ? unknown('dates_not_set') : known(dayNumber(end.forecast));
	},
	steps: (of, value): Steps => {
		const { plan, element } = of;
		if (!value.known) return unknownSteps('planned_end', value);
		const forecasts = plan.forecasts();
		if (element?.kind === 'activity') {
			return activitySteps(forecasts.get(element.id)!, plan.days.asOf);
		}
		const inputs = activitiesOf(plan.tree, element)
			.filter(({ id }) => forecasts.has(id))
			.map((activity) => {
				const explained = derive(forecastEnd, reckoned(plan, activity));
				return figureInput('activity', explained);
			});
		return { rule: 'last_day', inputs };
	}
});
