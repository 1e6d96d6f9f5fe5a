/** How a KPI stands, in plain words: whole sentences, one after the other. */
import { m } from '#lib/paraglide/messages.js';
import type { KpiFigures, PathStanding } from '#lib/domain/kpis/kpi-figures.ts';
import type { KpiDirection } from '#lib/domain/records/vocabulary.ts';
import { day, measured, onPath, percent, type UnitName } from './format.ts';

/** What the sentences look at. */
export interface KpiStanding extends Pick<
	KpiFigures,
	'value' | 'fresh' | 'measuredOn' | 'due' | 'standing' | 'attainment' | 'endTarget'
> {
	unit: UnitName;
	direction: KpiDirection;
	band: { low: number; high: number } | null;
}

/** Rounding in binary leaves nothing to go. */
const rounding = 1e-9;

const standingSentences = {
	behind: m.kpi_says_behind,
	on_path: m.kpi_says_on_path,
	ahead: m.kpi_says_ahead
} satisfies Record<PathStanding, (words: { now: string; due: string }) => string>;

function valueSentence(kpi: KpiStanding): string {
	const { value, measuredOn, unit, due, standing, direction, band } = kpi;
	if (!value.known || measuredOn === null) return m.kpi_says_not_measured();
	const now = measured(value.value, unit);
	const on = day(measuredOn);
	if (!kpi.fresh) return m.kpi_says_stale({ now, on });
	if (direction === 'range' && band) {
		const words = { now, low: measured(band.low, unit), high: measured(band.high, unit) };
		const outside = standing.known && standing.value === 'behind';
		return outside ? m.kpi_says_outside(words) : m.kpi_says_inside(words);
	}
	if (!due.known || !standing.known) return m.kpi_says_value({ now, on });
	const words = { now, due: onPath(due.value, unit) };
	return standingSentences[standing.value](words);
}

function attainmentSentence({ attainment, endTarget, unit, fresh, direction }: KpiStanding) {
	if (!fresh || direction === 'range') return [];
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

/** The pace in words; why it cannot be said where it cannot. */
export function paceSentence(pace: KpiFigures['pace']): string {
	if (!pace.known) {
		return pace.reason === 'no_direction' ? m.kpi_pace_no_direction() : m.kpi_pace_unable();
	}
	const { share, assessment, reports } = pace.value;
	const words = { share: percent(share), reports };
	switch (assessment) {
		case 'on_track':
			return m.kpi_pace_on_track(words);
		case 'behind':
			return m.kpi_pace_behind(words);
		case 'far_behind':
			return m.kpi_pace_far_behind(words);
		case 'moving_away':
			return m.kpi_pace_moving_away({ reports });
	}
}
