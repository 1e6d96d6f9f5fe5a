/** The plan's tree as its page shows it: one row an element, nested. */
import { countedAs, type DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord, PlanRecord } from '#lib/domain/records/records.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { Confidence, ElementKind } from '#lib/domain/records/vocabulary.ts';

/** Words of an element on which no figure rests. */
export interface ElementText {
	description: string | null;
	/** False where it reads as an outcome, not as something delivered. */
	deliverableDefined: boolean;
}

/** An element as others refer to it. */
export interface ElementName {
	code: string;
	title: string;
	kind: ElementKind;
}

export interface OutlineRow extends ElementName {
	id: string;
	terms: string[];
	description: string | null;
	deliverableDefined: boolean;
	/** Acronym of its lead; null: not set. */
	lead: string | null;
	/** An activity's state; null for goals and objectives. */
	state: DeliveryCountName | null;
	delivery: RolledUp;
	planned: RolledUp;
	attainment: RolledUp;
	confidence: Confidence | null;
	/** Elements other than its parent that it also serves; it is counted under its parent only. */
	alsoServes: ElementName[];
	/** Elements that also serve it, each counted under its own parent. */
	servedBy: (ElementName & { parent: ElementName | null })[];
	children: OutlineRow[];
}

export function nameOf({ code, title, shortTitle, kind }: ElementRecord): ElementName {
	return { code, title: shortTitle ?? title, kind };
}

/** The elements at the top with all that lies beneath them, in the plan's order. */
export function outline(
	record: PlanRecord,
	figures: PlanFigures,
	texts: Map<string, ElementText>
): OutlineRow[] {
	const byId = new Map(record.elements.map((element) => [element.id, element]));
	const children = Map.groupBy(record.elements, (element) => element.parentId);
	const name = (id: string | null) => {
		const element = id === null ? undefined : byId.get(id);
		return element === undefined ? null : nameOf(element);
	};
	const rowOf = (element: ElementRecord): OutlineRow => {
		const figure = figures.elements.get(element.id)!;
		const text = texts.get(element.id);
		return {
			id: element.id,
			code: element.code,
			title: element.title,
			kind: element.kind,
			terms: element.terms.map(({ code }) => code),
			description: text?.description ?? null,
			deliverableDefined: text?.deliverableDefined ?? true,
			lead: element.owners.find((owner) => owner.role === 'lead')?.acronym ?? null,
			state: element.kind === 'activity' ? countedAs(element, figure) : null,
			delivery: figure.delivery,
			planned: figure.planned,
			attainment: figure.attainment,
			confidence: figure.confidence.shown,
			alsoServes: record.alsoServes.flatMap(({ elementId, servesId }) =>
				elementId === element.id ? (name(servesId) ?? []) : []
			),
			servedBy: figure.servedBy.flatMap((id) => {
				const server = byId.get(id);
				return server ? [{ ...nameOf(server), parent: name(server.parentId) }] : [];
			}),
			children: (children.get(element.id) ?? []).map(rowOf)
		};
	};
	return (children.get(null) ?? []).map(rowOf);
}
