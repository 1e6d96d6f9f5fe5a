/** What the figures of a page rest on, and where that is little: what its reader should know of them. */
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import { fewestValues } from '#lib/domain/kpis/outlook.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import type { ElementRecord, IsoDate, PlanRecord } from '#lib/domain/records/records.ts';

export interface Limits {
	/** The latest period due; null: none is. */
	period: string | null;
	/** The share of the weight that is reported for it, 0…1; null where nothing is weighed. */
	coverage: number | null;
	/** Codes of activities whose last value is carried on. */
	carried: string[];
	/** Codes of activities due and never reported. */
	unreported: string[];
	/** Activities with one report only. */
	single: number;
	/** Activities without a cost or weight. */
	notWeighed: number;
	/** Codes of goals and objectives known on too little weight. */
	partial: string[];
	kpis: KpiLimits;
	/** Values of the period that were corrected after they were first reported. */
	corrected: number;
}

export interface KpiLimits {
	all: number;
	measured: number;
	/** Measured, but not lately. */
	carried: number;
	notMeasured: number;
	noBaseline: number;
	/** Measured too seldom for an outlook. */
	few: number;
}

/** Which elements and KPIs a page speaks of; all of the plan where it is left out. */
export interface Within {
	elements: ReadonlySet<string>;
	kpis: ReadonlySet<string>;
}

function kpiLimits(kpis: KpiFigures[]): KpiLimits {
	const applicable = kpis.filter(({ state }) => state !== 'not_applicable');
	const count = (which: (kpi: KpiFigures) => boolean) => applicable.filter(which).length;
	return {
		all: applicable.length,
		measured: count(({ state }) => state === 'measured'),
		carried: count(({ state }) => state === 'carried'),
		notMeasured: count(({ state }) => state === 'not_measured'),
		noBaseline: count(
			({ attainment }) => !attainment.known && attainment.reason === 'baseline_not_set'
		),
		few: count(({ value, series }) => value.known && series.length < fewestValues)
	};
}

/** An element with all beneath it, and their KPIs. */
export function withinElement(record: PlanRecord, id: string): Within {
	const elements = new Set([id]);
	// a parent comes before what lies beneath it
	for (const one of record.elements) {
		if (one.parentId !== null && elements.has(one.parentId)) elements.add(one.id);
	}
	const kpis = record.kpis.filter(({ elementId }) => elements.has(elementId));
	return { elements, kpis: new Set(kpis.map((kpi) => kpi.id)) };
}

/** Updates ascend by day. */
function hasOneReport({ updates: [first, second] }: ElementRecord, by: IsoDate): boolean {
	return first !== undefined && first.asOf <= by && !(second !== undefined && second.asOf <= by);
}

/**
 * What the figures of a plan rest on, or those of a part of it.
 *
 * @param coverage of the part, where it is one
 * @param corrected as the database counts them
 */
export function limits(
	{ record, figures }: { record: PlanRecord; figures: PlanFigures },
	{
		within,
		coverage,
		corrected = 0
	}: { within?: Within; coverage?: number | null; corrected?: number } = {}
): Limits {
	const elements = record.elements.flatMap((element): [ElementRecord, ElementFigures][] => {
		const own = figures.elements.get(element.id);
		return own && (within?.elements.has(element.id) ?? true) ? [[element, own]] : [];
	});
	const codes = (which: (own: ElementFigures) => boolean) =>
		elements.flatMap(([{ code }, own]) => (which(own) ? [code] : []));
	const counted = elements.filter(([, { state }]) => state === 'known' || state === 'carried');
	return {
		period: figures.period?.label ?? null,
		coverage: coverage === undefined ? figures.delivery.coverage : coverage,
		carried: codes(({ state }) => state === 'carried'),
		unreported: codes(({ state }) => state === 'unknown'),
		single: counted.filter(([element]) => hasOneReport(element, figures.asOf)).length,
		notWeighed: codes(
			({ kind, state, effectiveWeight }) =>
				kind === 'activity' &&
				effectiveWeight === null &&
				state !== 'not_applicable' &&
				state !== 'cancelled'
		).length,
		partial: codes(({ kind, delivery }) => kind !== 'activity' && delivery.partial),
		kpis: kpiLimits([...figures.kpis.values()].filter(({ id }) => within?.kpis.has(id) ?? true)),
		corrected
	};
}
