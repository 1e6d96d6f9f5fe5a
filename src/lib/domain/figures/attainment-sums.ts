/** Attainment rolled up like progress (rule 7): each KPI weighs its element's weight ÷ the number of its KPIs. */
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import { clampShare } from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { UnknownReason } from '../records/known.ts';
import { rounding } from '../records/rounding.ts';

export interface AttainmentSums {
	applicable: number;
	covered: number;
	/** Weight of KPIs whose attainment is known, and weight × attainment. */
	known: number;
	attained: number;
	/** KPIs that are weighed. */
	kpis: number;
	/** Of these, ones whose first measurement is not due yet. */
	notDue: number;
}

/** What one KPI weighs of its element; null: nothing, since the element is not weighed. */
export function kpiWeight(elementWeight: number | null, kpis: number): number | null {
	return elementWeight === null || elementWeight === 0 ? null : elementWeight / kpis;
}

function addKpis(sums: AttainmentSums, kpis: readonly KpiFigures[], part: number): void {
	for (const { attainment, covered, state } of kpis) {
		sums.kpis += 1;
		sums.applicable += part;
		if (state === 'not_due') sums.notDue += 1;
		if (!attainment.known) continue;
		sums.known += part;
		sums.attained += part * clampShare(attainment.value);
		if (covered) sums.covered += part;
	}
}

/**
 * The sums of an element from its own KPIs and those beneath.
 *
 * @param weight the element's effective weight, 0…1; null: not weighed
 */
export function attainmentSums(
	own: readonly KpiFigures[],
	weight: number | null,
	parts: readonly AttainmentSums[]
): AttainmentSums {
	const sums = { applicable: 0, covered: 0, known: 0, attained: 0, kpis: 0, notDue: 0 };
	for (const part of parts) {
		sums.applicable += part.applicable;
		sums.covered += part.covered;
		sums.known += part.known;
		sums.attained += part.attained;
		sums.kpis += part.kpis;
		sums.notDue += part.notDue;
	}
	const share = kpiWeight(weight, own.length);
	if (share !== null) addKpis(sums, own, share);
	return sums;
}

function whyUnknown({ applicable, kpis, notDue }: AttainmentSums): UnknownReason {
	if (applicable === 0) return 'not_set';
	return kpis === notDue ? 'not_due' : 'nothing_known';
}

/**
 * Attainment, 0…1.
 *
 * @param threshold the coverage, 0…1, below which it is partial
 */
export function attainmentFigure(sums: AttainmentSums, threshold: number): RolledUp {
	const coverage = sums.applicable > 0 ? sums.covered / sums.applicable : null;
	const partial = coverage !== null && coverage < threshold - rounding;
	return sums.known > 0
		? { known: true, value: sums.attained / sums.known, coverage, partial }
		: { known: false, reason: whyUnknown(sums), coverage, partial };
}
