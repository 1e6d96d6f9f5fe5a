/** How a KPI stands, in plain words: whole sentences, one after the other. */
import { m } from '#lib/paraglide/messages.js';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { PathPosition } from '#lib/domain/kpis/path-gap.ts';
import type { KpiDirection } from '#lib/domain/records/vocabulary.ts';
import { day, measured, onPath, percent, reckoned, type UnitName } from './format.ts';

/** What the sentences look at. */
export interface KpiStanding extends Pick<
	KpiFigures,
	'value' | 'state' | 'measuredOn' | 'due' | 'position' | 'attainment' | 'endTarget'
> {
	unit: UnitName;
	direction: KpiDirection;
	band: { low: number; high: number } | null;
}

/** Rounding in binary leaves nothing to go. */
const rounding = 1e-9;

const positionSentences = {
	behind: m.kpi_says_behind,
	on_path: m.kpi_says_on_path,
	ahead: m.kpi_says_ahead
} satisfies Record<PathPosition, (words: { now: string; on: string; due: string }) => string>;

function valueSentence(kpi: KpiStanding): string {
	const { value, measuredOn, unit, due, position, direction, band } = kpi;
	if (!value.known || measuredOn === null) return m.kpi_says_not_measured();
	const now = measured(value.value, unit);
	const on = day(measuredOn);
	if (kpi.state === 'carried') return m.kpi_says_carried({ now, on });
	if (direction === 'range' && band) {
		const words = { now, low: measured(band.low, unit), high: measured(band.high, unit) };
		const outside = position.known && position.value === 'behind';
		return outside ? m.kpi_says_outside(words) : m.kpi_says_inside(words);
	}
	if (!due.known || !position.known) return m.kpi_says_value({ now, on });
	return positionSentences[position.value]({ now, on, due: onPath(due.value, unit) });
}

function attainmentSentence({ attainment, endTarget, unit, value, direction }: KpiStanding) {
	if (!value.known || direction === 'range') return [];
	if (!endTarget) return [m.kpi_says_no_target()];
	const target = measured(endTarget.value, unit);
	const by = day(endTarget.dueOn);
	if (attainment.known) {
		return attainment.value >= 1 - rounding
			? [m.kpi_says_met({ target, by })]
			: [m.kpi_says_attained({ attained: percent(attainment.value), target, by })];
	}
	return attainment.reason === 'baseline_not_set' ? [m.kpi_says_no_baseline({ target, by })] : [];
}

/** How a KPI stands: its value against its path, and how far it is on its way. */
export function kpiSentences(kpi: KpiStanding): string[] {
	return [valueSentence(kpi), ...attainmentSentence(kpi)];
}

/** Where it will be in words, all from the same projection, so that no sentence contradicts another. */
export function outlookSentence({
	outlook,
	endTarget,
	unit
}: Pick<KpiFigures, 'outlook' | 'endTarget'> & { unit: UnitName }): string {
	const { verdict, projection, missBy } = outlook;
	const miss = missBy === null ? '' : measured(reckoned(missBy), unit);
	if (verdict === 'reached') return m.kpi_outlook_says_reached();
	if (verdict === 'missed') return m.kpi_outlook_says_missed({ miss });
	if (projection === null || endTarget === null) return m.kpi_outlook_says_unable();
	const words = {
		value: onPath(projection.value, unit),
		low: onPath(projection.low, unit),
		high: onPath(projection.high, unit),
		by: day(endTarget.dueOn)
	};
	return verdict === 'will_reach'
		? m.kpi_outlook_says_will_reach(words)
		: m.kpi_outlook_says_will_miss({ ...words, miss });
}

/** The same in a few words. */
export function outlookWords({ verdict, missBy }: KpiFigures['outlook'], unit: UnitName): string {
	const by = missBy === null ? '' : measured(reckoned(missBy), unit);
	switch (verdict) {
		case 'reached':
			return m.kpi_outlook_reached();
		case 'will_reach':
			return m.kpi_outlook_will_reach();
		case 'will_miss':
			return m.kpi_outlook_will_miss({ by });
		case 'missed':
			return m.kpi_outlook_missed({ by });
		case 'unable':
			return m.kpi_outlook_unable();
	}
}
