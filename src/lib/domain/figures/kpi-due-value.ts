/** Where the path from a KPI's baseline through its targets is on the day of its latest measurement. */
import { pathStretch } from '../kpis/attainment.ts';
import { input, unknownSteps, type Steps } from './derivation.ts';
import { kpiFigure } from './figure.ts';

export const kpiDueValue = kpiFigure({
	name: 'kpi_due_value',
	unit: 'kpi_unit',
	value: ({ figures }) => figures.due,
	steps: ({ kpi, figures }, value): Steps => {
		const stretch = pathStretch(kpi, figures.comparedOn);
		if (!stretch.known) return unknownSteps('target', value);
		const [from, to] = stretch.value;
		const isFirst = from.on === kpi.baselineOn && from.value === kpi.baselineValue;
		const inputs = [
			input(isFirst ? 'baseline' : 'target', { raw: from.value, on: from.on }),
			input('target', { raw: to.value, on: to.on }),
			input('reckoned_on', { on: figures.comparedOn })
		];
		return { rule: 'on_path', inputs };
	}
});
