/** KPIs off their paths, as a list of distances says them. */
import type { GapRow } from '#lib/charts/kpis/kpi-gap.ts';
import type { KpiRow } from '#lib/charts/kpis/kpi-row.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import { m } from '#lib/paraglide/messages.js';
import { offPathTitle } from '#lib/ui/chart-titles.ts';
import { number, percent, reckoned, unitLabel } from '#lib/ui/format.ts';
import { directionShapes, unknownWords } from '#lib/ui/vocabulary.ts';
import type { OffPath, OffPathRow } from '../leadership/off-path.ts';
import type { ChartWords } from './chart-words.ts';

/** The band of a KPI that is to be inside one; `–` without. */
export function bandText({ band }: Pick<OffPathRow, 'band'>): string {
	if (band === null) return '–';
	return m.leadership_kpi_band({ low: number(band.low), high: number(band.high) });
}

const noteText = ({ direction, unit }: Pick<OffPathRow, 'direction' | 'unit'>) =>
	`${directionShapes[direction]} ${unitLabel(unit)}`.trim();

const labelOf = (rows: GapRow[]) =>
	rows.map(({ title, now, due }) => m.chart_gap_label({ title, now, due })).join(' ');

function nowText({ now, reason }: OffPathRow): string {
	if (now !== null) return number(reckoned(now));
	return reason ? unknownWords[reason]() : '';
}

export const gapRows = ({ rows }: OffPath): GapRow[] =>
	rows.map((row) => ({
		code: row.code,
		title: row.title,
		note: noteText(row),
		now: nowText(row),
		due: row.due === null ? bandText(row) : number(reckoned(row.due)),
		share: row.gapShare,
		target: row.target ? number(row.target.value) : '–'
	}));

/** The share of the way that reaches an end of the bars. */
export const gapsExtent = ({ rows }: OffPath): number =>
	Math.min(1, Math.max(0.05, ...rows.map(({ gapShare }) => Math.abs(gapShare ?? 0))));

/** The year of the targets where it is one for all. */
export function endText({ rows }: OffPath): string {
	const years = new Set(rows.flatMap(({ target }) => target?.dueOn.slice(0, 4) ?? []));
	return years.size === 1 ? [...years].join('') : m.leadership_kpi_end();
}

export function gapsWords(kpis: OffPath): ChartWords {
	const { behind, of, silent } = kpis;
	return {
		title: offPathTitle(kpis),
		subtitle: m.leadership_kpis_why({ behind, of, silent }),
		label: labelOf(gapRows(kpis))
	};
}

/** The KPIs of a list, as it writes them. */
export const gapRowsOfAll = (kpis: KpiRow[]): GapRow[] =>
	kpis.map((kpi) => ({
		code: kpi.code,
		title: kpi.title,
		note: noteText(kpi),
		now: kpi.value.known ? number(reckoned(kpi.value.value)) : unknownWords[kpi.value.reason](),
		due: kpi.due.known && kpi.band === null ? number(reckoned(kpi.due.value)) : bandText(kpi),
		share: kpi.gapShare.known ? kpi.gapShare.value : null,
		target: kpi.endTarget ? number(kpi.endTarget.value) : '–'
	}));

const isBehind = ({ position }: KpiRow) => position.known && position.value === 'behind';

/**
 * The first sentence over all KPIs of a plan.
 *
 * @param offPath how many are behind or not measured
 */
export function kpisHeadline(
	{ all, offPath }: { all: number; offPath: number },
	attainment: Knowable<number>
): string {
	if (all === 0) return m.kpi_headline_none();
	if (!attainment.known) return m.kpi_headline_unknown({ count: all });
	return m.kpi_headline({ attained: percent(attainment.value), count: offPath });
}

/** What a list of KPIs says; its title is how many are behind, where the page has no sentence of its own. */
export function kpisWords(kpis: KpiRow[], title?: string): ChartWords {
	const behind = kpis.filter(isBehind).length;
	return {
		title: title ?? offPathTitle({ behind, of: kpis.length }),
		subtitle: m.chart_gaps_why(),
		label: labelOf(gapRowsOfAll(kpis))
	};
}
