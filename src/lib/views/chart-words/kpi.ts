/** What the course of a KPI says. */
import { gapSize } from '#lib/charts/kpis/kpi-gap.ts';
import { m } from '#lib/paraglide/messages.js';
import { kpiTitle } from '#lib/ui/chart-titles.ts';
import { unitLabel } from '#lib/ui/format.ts';
import { kpiSentences } from '#lib/ui/kpi-sentences.ts';
import type { kpiPage } from '../kpi-pages.ts';
import type { ChartWords } from './chart-words.ts';

type Page = ReturnType<typeof kpiPage>;

export const kpiWords = (kpi: Page): ChartWords => ({
	title: kpiTitle({
		gap: gapSize(kpi),
		position: kpi.position,
		banded: kpi.band !== null,
		on: kpi.comparedOn
	}),
	subtitle: m.kpi_trend_why({ unit: unitLabel(kpi.unit) || m.kpi_unit_count() }),
	label: kpiSentences(kpi).join(' ')
});

/** What its course is drawn from; null where there is nothing to draw. */
export function kpiCourse(kpi: Page) {
	const { baselineValue, baselineOn, values, targets, band, unit } = kpi;
	if (values.length === 0 && targets.length === 0) return null;
	return {
		measurements: values,
		baseline:
			baselineValue !== null && baselineOn !== null
				? { on: baselineOn, value: baselineValue }
				: null,
		targets: targets.map(({ dueOn, value }) => ({ on: dueOn, value })),
		band,
		unit
	};
}
