/** What every part of the dashboard is made from: a plan's rows, its figures, and who is who. */
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord, IsoDate, KpiRecord, PlanRecord } from '#lib/domain/records/records.ts';
import type { SlippageCause } from '#lib/domain/records/vocabulary.ts';
import type { OrganisationReport } from '#lib/domain/reporting/reporting.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';

export interface Subject {
	record: PlanRecord;
	figures: PlanFigures;
	/** Whether the figures are those of a snapshot, so that what is only sent is not in them. */
	published: boolean;
	elements: Map<string, ElementRecord>;
	kpis: Map<string, KpiRecord>;
	/** By element id, the id of the element at the top of the tree above it. */
	tops: Map<string, string>;
	/** By the id of an element at the top, itself and all beneath it, in the plan's order. */
	within: Map<string, ElementRecord[]>;
}

export function subject(record: PlanRecord, figures: PlanFigures, published = false): Subject {
	const tops = new Map<string, string>();
	for (const { id, parentId } of record.elements) {
		tops.set(id, parentId === null ? id : (tops.get(parentId) ?? id));
	}
	return {
		record,
		figures,
		published,
		elements: new Map(record.elements.map((element) => [element.id, element])),
		kpis: new Map(record.kpis.map((kpi) => [kpi.id, kpi])),
		tops,
		within: Map.groupBy(record.elements, ({ id }) => tops.get(id) ?? id)
	};
}

/** How a chart or a sentence names an element. */
export interface ElementName {
	code: string;
	/** The short name where it has one. */
	title: string;
}

export function nameOf({ code, title, shortTitle }: ElementRecord): ElementName {
	return { code, title: shortTitle ?? title };
}

/** The acronym of the office that answers for an element; null: not set. */
export function leadOf({ owners }: ElementRecord): string | null {
	return owners.find(({ role }) => role === 'lead')?.acronym ?? null;
}

/** What whoever answers for an activity said of why it slips. */
export interface SaidReason {
	/** Null: no reason was given, whatever else the report notes. */
	cause: SlippageCause | null;
	/** What the report notes beside it; where the cause is another one, the reason itself. */
	note: string | null;
	/** Acronym of the lead; null: not set. */
	lead: string | null;
	/** The day of which it was said. */
	asOf: IsoDate;
}

/** The reason in the last update of an activity that slips; null where it was never reported. */
export function saidOf(element: ElementRecord): SaidReason | null {
	const { update } = element;
	if (update === null) return null;
	const { slippageCause, note, asOf } = update;
	return { cause: slippageCause, note, lead: leadOf(element), asOf };
}

/** Reports that were sent and are not in these figures yet; of the current edition all that was sent is. */
export const unpublishedOf = ({ figures, published }: Subject): OrganisationReport[] =>
	published ? figures.reporting.organisations.filter(({ state }) => state === 'submitted') : [];

/** The figures of all activities beneath an element at the top of the tree. */
export function activitiesBeneath({ figures, within }: Subject, topId: string): ElementFigures[] {
	const activities = (within.get(topId) ?? []).filter(({ kind }) => kind === 'activity');
	return activities.flatMap(({ id }) => figures.elements.get(id) ?? []);
}

/** What weighs most first; each is asked for its weight once. */
export function heaviest(all: readonly ElementFigures[]): ElementFigures[] {
	const weighed = all.map((figures) => ({ figures, weight: figures.effectiveWeight ?? 0 }));
	weighed.sort((one, other) => other.weight - one.weight);
	return weighed.map(({ figures }) => figures);
}
