/** A KPI against the target of the window in which it was measured (rule 2), as official reports have it. */
import { input, unknownSteps, type Steps } from './derivation.ts';
import { kpiFigure } from './figure.ts';
import { valueInput } from './kpi-attainment.ts';

export const kpiAchievement = kpiFigure({
	name: 'kpi_achievement',
	unit: 'share',
	value: ({ figures }) => figures.periodAchievement,
	steps: (of, value): Steps => {
		const last = of.figures.series.at(-1);
		if (last === undefined || !value.known) return unknownSteps('actual', value);
		const target = input('target', { raw: last.target, on: last.window.endsOn });
		const rule = of.kpi.direction === 'up' ? 'achieved_from_below' : 'achieved_from_above';
		return { rule, inputs: [valueInput(of, last), target] };
	}
});
