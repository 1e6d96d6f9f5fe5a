/** The axes along which a plan's elements can be set out: its goals, who leads them, and frameworks. */
import type { PlanTree } from '../progress/plan-tree.ts';
import type { Axis, Line } from '../matrix/matrix.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';
import { axisName, frameworkTitle, termsById, type Framework, type Term } from './framework.ts';

export interface PlanAxis extends Axis<ElementRecord> {
	/** `goal` and `organisation`, else what {@link axisName} gives. */
	name: string;
	/** Null: of the plan's goals or its organisations, whose word is the page's. */
	title: string | null;
	/** The framework that it is of, with its version; null: as `title`, or the title says it. */
	of: string | null;
	/** Of the words of a framework; null: of the plan. */
	language: string | null;
	/** The ids of the lines on which a KPI lies by terms of its own; none: it lies where its element does. */
	ownLinesOf?: (kpi: KpiRecord) => readonly string[];
}

/** What is set out: work, and what is measured of it. */
export type SetOut = ElementRecord | KpiRecord;

export const isKpi = (item: SetOut): item is KpiRecord => 'elementId' in item;
export const isElement = (item: SetOut): item is ElementRecord => !isKpi(item);

/** The axis with the KPIs of a plan on it too. */
export function withKpis({ elements }: PlanTree, axis: PlanAxis): Axis<SetOut> {
	const byId = new Map(elements.map((element) => [element.id, element]));
	const linesOfKpi = (kpi: KpiRecord) => {
		const own = axis.ownLinesOf?.(kpi) ?? [];
		return own.length > 0 ? own : axis.linesOf(byId.get(kpi.elementId)!);
	};
	return {
		lines: axis.lines,
		linesOf: (item) => (isKpi(item) ? linesOfKpi(item) : axis.linesOf(item))
	};
}

/** An element and all above it, from itself upwards. */
function upwards({ elements }: PlanTree): (element: ElementRecord) => ElementRecord[] {
	const byId = new Map(elements.map((element) => [element.id, element]));
	return (element) => {
		const chain: ElementRecord[] = [];
		for (let one: ElementRecord | undefined = element; one; one = byId.get(one.parentId ?? ''))
			chain.push(one);
		return chain;
	};
}

/** An element stands under its own goal, and under those that it or one above it also serves. */
function goals({ elements, plan }: PlanTree, chain: ReturnType<typeof upwards>): PlanAxis {
	const byId = new Map(elements.map((element) => [element.id, element]));
	const serves = Map.groupBy(plan.alsoServes, ({ elementId }) => elementId);
	const top = (element: ElementRecord) => chain(element).at(-1)!.id;
	const served = ({ id }: ElementRecord) =>
		(serves.get(id) ?? []).flatMap(({ servesId }) => byId.get(servesId) ?? []).map(top);
	const lines = elements
		.filter(({ parentId, kind }) => parentId === null && kind !== 'activity')
		.map(({ id, code, title, shortTitle }) => ({ id, code, title: shortTitle ?? title }));
	return {
		...{ name: 'goal', title: null, of: null, language: null, lines },
		linesOf: (one) => [top(one), ...chain(one).flatMap(served)]
	};
}

const leadsOf = ({ owners }: ElementRecord) => owners.filter(({ role }) => role === 'lead');

function organisations({ elements }: PlanTree): PlanAxis {
	const lines = new Map<string, Line>();
	for (const { organisationId: id, acronym: code, name: title } of elements.flatMap(leadsOf))
		lines.set(id, { id, code, title });
	return {
		...{ name: 'organisation', title: null, of: null, language: null },
		lines: [...lines.values()].sort((one, other) => (one.code < other.code ? -1 : 1)),
		linesOf: (one) => leadsOf(one).map(({ organisationId }) => organisationId)
	};
}

/** A term and all in which it lies. */
function broader(id: string, byId: ReadonlyMap<string, Term>): string[] {
	const term = byId.get(id);
	return term ? [id, ...(term.withinId === null ? [] : broader(term.withinId, byId))] : [];
}

/** What has no term of its own stands under those of the nearest element above it that has one. */
function frameworkAxes(of: Framework, chain: ReturnType<typeof upwards>): PlanAxis[] {
	const byId = termsById(of);
	return of.axes.map((axis) => {
		const lines = new Set(axis.terms.map(({ id }) => id));
		const own = ({ terms }: SetOut) =>
			terms.flatMap(({ id }) => broader(id, byId)).filter((id) => lines.has(id));
		const alone = of.axes.length === 1;
		return {
			...{ name: axisName(of, axis), title: alone ? frameworkTitle(of) : axis.title },
			...{ of: alone ? null : frameworkTitle(of), language: of.language, lines: axis.terms },
			linesOf: (one) =>
				chain(one)
					.map(own)
					.find((ids) => ids.length > 0) ?? [],
			ownLinesOf: own
		};
	});
}

/**
 * The axes that set anything out: those with a line on which an element of the plan lies, and those of the
 * frameworks by which the plan says it is set out.
 */
export function axesOf(tree: PlanTree, frameworks: readonly Framework[]): PlanAxis[] {
	const chain = upwards(tree);
	const setsOut = (axis: PlanAxis) =>
		tree.elements.some((element) => axis.linesOf(element).length > 0);
	return [
		...[goals(tree, chain)].filter(setsOut),
		...frameworks.flatMap((one) =>
			frameworkAxes(one, chain).filter((axis) => one.declared || setsOut(axis))
		),
		...[organisations(tree)].filter(setsOut)
	];
}
