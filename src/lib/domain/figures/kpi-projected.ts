/** Where a KPI will be when its end target is due, if it goes on as it went (rule 10). */
import { boundsOf } from '../kpis/units.ts';
import { known, unknown } from '../records/known.ts';
import { figureInput, input, unknownSteps, type Steps } from './derivation.ts';
import { deriveOfKpi, kpiFigure } from './figure.ts';
import { valueInput } from './kpi-attainment.ts';
import { kpiPace } from './kpi-pace.ts';

export const kpiProjected = kpiFigure({
	name: 'kpi_projected',
	unit: 'kpi_unit',
	value: ({ figures: { outlook } }) =>
		outlook.projection === null ? unknown('no_outlook') : known(outlook.projection.value),
	steps: (of, value): Steps => {
		const { projection } = of.figures.outlook;
		const last = of.figures.series.findLast((point) => point.value !== null);
		if (projection === null || last === undefined) return unknownSteps('actual', value);
		const { low, high } = boundsOf(of.kpi.unit);
		return {
			rule: 'carried_on',
			inputs: [
				valueInput(of, last),
				figureInput('observed_pace', deriveOfKpi(kpiPace, of)),
				input('days_to_target', { raw: projection.carried }),
				...(low === null ? [] : [input('lower_bound', { raw: low })]),
				...(high === null ? [] : [input('upper_bound', { raw: high })])
			]
		};
	}
});
