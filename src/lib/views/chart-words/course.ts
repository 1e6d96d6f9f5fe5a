/** What the S-curve of a plan says. */
import { behindSince } from '#lib/charts/progress/lasting-slip.ts';
import type { CurveForecast } from '#lib/charts/progress/progress-curve.ts';
import { m } from '#lib/paraglide/messages.js';
import { curveTitle } from '#lib/ui/chart-titles.ts';
import { day, percent } from '#lib/ui/format.ts';
import type { Dashboard } from '../leadership/dashboard.ts';
import type { ChartWords } from './chart-words.ts';

export type Course = Pick<Dashboard, 'asOf' | 'curve' | 'facts' | 'weighting'>;

const methods = {
	cost: m.leadership_curve_why_cost,
	weight: m.leadership_curve_why_weight,
	equal: m.leadership_curve_why_equal
};

/** A share of a curve's table. */
export const shareText = (share: number | null) => (share === null ? '–' : percent(share));

function titleOf({ asOf, curve, facts }: Course): string {
	const isSameDay = facts.slippageOn === null || facts.slippageOn === asOf;
	return curveTitle({
		slippage: isSameDay ? facts.slippage.value : null,
		done: facts.delivery.value,
		planned: facts.planned.value,
		partial: facts.delivery.partial,
		coverage: facts.delivery.coverage,
		since: behindSince(curve.points)
	});
}

/** Whether amendments made another plan of it, so that there are two planned lines. */
export const isAmended = ({ curve }: Course): boolean =>
	curve.points.some(({ adopted }) => adopted !== undefined);

function subtitleOf({ weighting: { method, notWeighed } }: Course): string {
	const why = methods[method]();
	return notWeighed > 0 ? `${why} ${m.leadership_not_weighed({ count: notWeighed })}` : why;
}

function labelOf(course: Course): string {
	const { asOf, curve, facts } = course;
	const last = curve.points.findLast(({ done }) => done !== null);
	const said = {
		date: day(last?.on ?? asOf),
		actual: shareText(last?.done ?? null),
		planned: shareText(last?.planned ?? null),
		forecast: facts.end
			? m.leadership_curve_label_end({ quarter: facts.end.quarter })
			: m.leadership_curve_label_unable()
	};
	if (!isAmended(course)) return m.leadership_curve_label(said);
	return m.leadership_curve_label_amended({ ...said, adopted: shareText(last?.adopted ?? null) });
}

export const courseWords = (course: Course): ChartWords => ({
	title: titleOf(course),
	subtitle: subtitleOf(course),
	label: labelOf(course)
});

/** Of the picture, which has no key: which planned line is which stands in words. */
export function coursePictureWords(course: Course): ChartWords {
	const words = courseWords(course);
	if (!isAmended(course)) return words;
	return { ...words, subtitle: [words.subtitle, m.leadership_curve_amended()].join(' ') };
}

/** The way to the end that is forecast; null: none is. */
export function courseForecast({ curve, facts: { end } }: Course): CurveForecast | null {
	if (curve.forecast === null || end === null) return null;
	const { forecast: on, low, high } = curve.forecast;
	return { on, words: end.quarter, low, high };
}
