/** How far a KPI is from its path, or outside its band; negative is behind. */
import { figureInput, unknownSteps, type Steps } from './derivation.ts';
import { deriveOfKpi, kpiFigure } from './figure.ts';
import { rangeInputs, valueInput } from './kpi-attainment.ts';
import { kpiDueValue } from './kpi-due-value.ts';

export const kpiGap = kpiFigure({
	name: 'kpi_gap',
	unit: 'kpi_unit_difference',
	value: ({ figures }) => figures.gap,
	steps: (of, value): Steps => {
		const { kpi, figures } = of;
		const last = figures.series.at(-1);
		if (last === undefined || !value.known) return unknownSteps('actual', value);
		const actual = valueInput(of, last);
		if (kpi.direction === 'range') {
			return { rule: 'outside_range', inputs: [actual, ...rangeInputs(kpi).slice(0, 2)] };
		}
		const due = figureInput('due_value', deriveOfKpi(kpiDueValue, of));
		return { rule: 'difference', inputs: kpi.direction === 'up' ? [actual, due] : [due, actual] };
	}
});
