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

type ElementLimits = Pick<Limits, 'carried' | 'unreported' | 'single' | 'notWeighed' | 'partial'>;

function addActivity(
	found: ElementLimits,
	element: ElementRecord,
	{ state, effectiveWeight }: ElementFigures,
	asOf: IsoDate
): void {
	if (state === 'not_applicable' || state === 'cancelled') return;
	if (state === 'carried') found.carried.push(element.code);
	if (state === 'unknown') found.unreported.push(element.code);
	const isSaid = state === 'known' || state === 'carried';
	if (isSaid && hasOneReport(element, asOf)) found.single += 1;
	if (effectiveWeight === null) found.notWeighed += 1;
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
	const found: ElementLimits = {
		carried: [],
		unreported: [],
		single: 0,
		notWeighed: 0,
		partial: []
	};
	for (const element of record.elements) {
		const own = figures.elements.get(element.id);
		if (own === undefined || within?.elements.has(element.id) === false) continue;
		if (element.kind === 'activity') addActivity(found, element, own, figures.asOf);
		else if (own.delivery.partial) found.partial.push(element.code);
	}
	return {
		period: figures.period?.label ?? null,
		coverage: coverage === undefined ? figures.delivery.coverage : coverage,
		...found,
		kpis: kpiLimits([...figures.kpis.values()].filter(({ id }) => within?.kpis.has(id) ?? true)),
		corrected
	};
}
