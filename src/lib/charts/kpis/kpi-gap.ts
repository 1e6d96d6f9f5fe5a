/** How far KPIs are from their paths: in words that follow from the numbers beside them, and as bars. */
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import { m } from '#lib/paraglide/messages.js';
import { number, reckoned } from '#lib/ui/format.ts';

export interface GapKpi extends Pick<KpiFigures, 'value' | 'due' | 'gap'> {
	/** The band of a KPI that is to be inside one. */
	band: { low: number; high: number } | null;
}

/** Where the value should be: on the path, else at the nearer edge of the band; null: nowhere. */
function aimOf({ value, due, band }: GapKpi): number | null {
	if (band === null) return due.known ? due.value : null;
	return value.known ? Math.min(band.high, Math.max(band.low, value.value)) : null;
}

/**
 * How far from its path, or outside its band, without a sign: of the numbers as they are written, so
 * that it follows from them; `0` where there is nothing between them, null where either is unknown.
 */
export function gapSize(kpi: GapKpi): string | null {
	const aim = aimOf(kpi);
	if (!kpi.value.known || !kpi.gap.known || aim === null) return null;
	const apart = Math.abs(reckoned(kpi.value.value) - reckoned(aim));
	// without what binary rounding leaves of a difference
	return number(reckoned(Number(apart.toPrecision(12))));
}

/** `16.7 behind`: behind is behind whichever the direction. Null where the value or its path is unknown. */
export function gapWords(kpi: GapKpi): string | null {
	const gap = gapSize(kpi);
	if (gap === null || !kpi.gap.known) return null;
	if (gap === '0') return kpi.band === null ? m.kpi_gap_none() : m.kpi_gap_inside();
	return kpi.gap.value < 0 ? m.kpi_gap_behind({ gap }) : m.kpi_gap_ahead({ gap });
}

/** The share of the way for which a bar is as long as it can be: the widest of them, at most all of it. */
export function gapExtent(kpis: Pick<KpiFigures, 'gapShare'>[]): number {
	const shares = kpis.map(({ gapShare }) => (gapShare.known ? Math.abs(gapShare.value) : 0));
	return Math.min(1, Math.max(0.05, ...shares));
}

/** A KPI in a list of distances, as it is written. */
export interface GapRow {
	code: string;
	title: string;
	/** Its unit and direction. */
	note: string;
	/** What it is; why that is not known. */
	now: string;
	/** What it should be. */
	due: string;
	/** How far behind its path, as a share of the whole way, negative; null: unknown. */
	share: number | null;
	/** Where it should end. */
	target: string;
}
