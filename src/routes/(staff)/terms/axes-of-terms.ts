/** The axes of frameworks with their terms, as forms offer them. */
import type { AxisChoice, Choices, TermChoice } from '#lib/server/elements/choices.ts';

export interface AxisOfTerms extends AxisChoice {
	terms: Pick<TermChoice, 'id' | 'code' | 'title'>[];
}

export function axesOfTerms({ axes, terms }: Pick<Choices, 'axes' | 'terms'>): AxisOfTerms[] {
	const byAxis = Map.groupBy(terms, ({ axisId }) => axisId);
	return axes.map((axis) => ({
		...axis,
		terms: (byAxis.get(axis.id) ?? []).map(({ id, code, title }) => ({ id, code, title }))
	}));
}
