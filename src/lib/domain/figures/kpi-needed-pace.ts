/** The change a day that leads a KPI from its latest value to its end target, from the status date on. */
import { known, unknown } from '../records/known.ts';
import { input, unknownSteps, type Steps } from './derivation.ts';
import { kpiFigure } from './figure.ts';

export const kpiNeededPace = kpiFigure({
	name: 'kpi_needed_pace',
	unit: 'kpi_unit_per_day',
	value: ({ figures: { outlook } }) =>
		outlook.neededPace === null ? unknown('no_outlook') : known(outlook.neededPace),
	steps: ({ figures, asOf }, value): Steps => {
		const { value: actual, endTarget, outlook } = figures;
		if (outlook.verdict === 'reached') {
			return { rule: 'as_given', inputs: [input('target', { raw: 0 })] };
		}
		if (!value.known || !actual.known || endTarget === null) return unknownSteps('actual', value);
		return {
			rule: 'change_per_day',
			inputs: [
				input('actual', { raw: actual.value, on: asOf }),
				input('target', { raw: endTarget.value, on: endTarget.dueOn })
			]
		};
	}
});
