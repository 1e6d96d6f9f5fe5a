/** What follows from the kind of a KPI's unit: its scale and its bounds. */
import type { KpiUnit } from '../records/records.ts';
import type { UnitKind } from '../records/vocabulary.ts';

/** What a ratio is multiplied by to be in the unit. */
export function unitScale({ kind }: Pick<KpiUnit, 'kind'>): number {
	return kind === 'percent_of_whole' || kind === 'percent_change' ? 100 : 1;
}

export interface Bounds {
	/** Null: none. */
	low: number | null;
	high: number | null;
}

const boundsOfKind: Partial<Record<UnitKind, Bounds>> = {
	count: { low: 0, high: null },
	duration: { low: 0, high: null },
	percent_of_whole: { low: 0, high: 100 }
};

/** What values a unit can hold; its own bounds go before those of its kind. */
export function boundsOf({ kind, low, high }: KpiUnit): Bounds {
	const of = boundsOfKind[kind];
	return { low: low ?? of?.low ?? null, high: high ?? of?.high ?? null };
}

/** The nearest value that the unit can hold. */
export function withinBounds(value: number, unit: KpiUnit): number {
	const { low, high } = boundsOf(unit);
	return Math.min(Math.max(value, low ?? value), high ?? Infinity);
}
