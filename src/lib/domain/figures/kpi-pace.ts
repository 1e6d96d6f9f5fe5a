/** The change a day of a KPI, observed over all its values (rule 10). */
import { known, unknown } from '../records/known.ts';
import { input, unknownSteps, type Steps } from './derivation.ts';
import { kpiFigure } from './figure.ts';

export const kpiPace = kpiFigure({
	name: 'kpi_pace',
	unit: 'kpi_unit_per_day',
	value: ({ figures: { outlook } }) =>
		outlook.projection === null ? unknown('no_outlook') : known(outlook.projection.pace),
	steps: ({ figures: { outlook } }, value): Steps => {
		if (outlook.projection === null) return unknownSteps('measurement', value);
		const { points } = outlook.projection;
		return {
			rule: 'theil_sen',
			inputs: points.map(({ on, value: raw }) => input('measurement', { raw, on }))
		};
	}
});
