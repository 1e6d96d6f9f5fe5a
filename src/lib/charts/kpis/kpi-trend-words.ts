/** What the labels of a KPI's course say. */
import { m } from '#lib/paraglide/messages.js';
import { isPercent, measuredShort, type UnitName } from '#lib/ui/format.ts';
import type { TrendLabel } from './kpi-trend.ts';

const words = { latest: m.chart_latest, target: m.chart_target, baseline: m.chart_baseline };

const bare = { kind: 'count', label: 'count' } as const;

/** The unit stands once, at the latest value; a percent is always one. */
export function trendLabelText({ of, value }: TrendLabel, unit: UnitName): string {
	const said = measuredShort(value, of === 'latest' || isPercent(unit) ? unit : bare);
	return words[of]({ value: said });
}
