/** One element as its page shows it, from the plan's rows and figures. */
import { countedAs } from '#lib/domain/figures/delivery-counts.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { plannedCurve, reportedShare } from '#lib/domain/progress/activity-progress.ts';
import { dayNumber } from '#lib/domain/records/dates.ts';
import type { ElementRecord, IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import { kpiRows } from './kpi-pages.ts';
import { nameOf, type ElementName } from './outline.ts';

/** What of an activity's history makes its progress over time. */
export interface ReportedPercent {
	asOf: IsoDate;
	/** 0 … 100 */
	percent: number | null;
	/** False where a later record corrected it. */
	stands: boolean;
}

/** A point of an activity's progress over time; shares of 0…1, null where unknown. */
export interface ProgressOn {
	on: IsoDate;
	planned: number | null;
	done: number | null;
	coverage: number;
}

/** What an element's page shows besides its texts. */
export function elementPage(record: PlanRecord, figures: PlanFigures, element: ElementRecord) {
	const figure = figures.elements.get(element.id)!;
	const byId = new Map(record.elements.map((row) => [row.id, row]));
	const named = (id: string) => {
		const row = byId.get(id);
		return row === undefined ? [] : [nameOf(row)];
	};
	return {
		...summaryOf(element, figure, figures),
		ancestors: ancestors(byId, element),
		owners: element.owners,
		milestones: element.milestones,
		budgetLines: record.budgetLines.filter((line) => line.elementId === element.id),
		children: childrenOf(record, figures, element),
		kpis: kpiRows(
			record.kpis.filter((kpi) => kpi.elementId === element.id),
			figures
		),
		alsoServes: record.alsoServes.flatMap((link) =>
			link.elementId === element.id ? named(link.servesId) : []
		),
		servedBy: figure.servedBy.flatMap((id) =>
			named(id).map((name) => {
				const parent = byId.get(id)?.parentId;
				return { ...name, parent: (parent ? named(parent)[0] : undefined) ?? null };
			})
		)
	};
}

/** The last update of a later day than the figures: news beside them, not inside them; null: there is none. */
function reportedSince(element: ElementRecord, asOf: IsoDate) {
	const last = element.updates.at(-1);
	if (last === undefined || last.asOf <= asOf) return null;
	const { delivery, asOf: on } = last;
	return { on, delivery, share: reportedShare(element, last, on) };
}

/** The part of an element's figures that its page shows. */
function summaryOf(element: ElementRecord, figure: ElementFigures, figures: PlanFigures) {
	return {
		forecast: figures.reckoned.forecastEnd(element) ?? null,
		slippageOn: figures.slippageOn,
		since: reportedSince(element, figures.asOf),
		code: element.code,
		title: element.title,
		shortTitle: element.shortTitle,
		kind: element.kind,
		terms: element.terms.map(({ code }) => code),
		counted: element.kind === 'activity' ? countedAs(element, figure) : null,
		update: element.update,
		plannedStart: element.plannedStart,
		// what is given up has no planned end in its figures, and keeps the one that the plan gave it
		plannedEnd: element.kind === 'activity' ? element.plannedEnd : figure.plannedEnd,
		expectedEnd: figure.expectedEnd,
		state: figure.state,
		delivery: figure.delivery,
		planned: figure.planned,
		slippage: figure.slippage,
		attainment: figure.attainment,
		daysLate: figure.daysLate,
		confidence: figure.confidence,
		counts: figure.counts,
		doneCompared: figure.doneCompared,
		effectiveWeight: figure.effectiveWeight,
		money: figure.money
	};
}
export type ElementSummary = ReturnType<typeof summaryOf>;

/** From the top down to its parent. */
function ancestors(byId: Map<string, ElementRecord>, element: ElementRecord): ElementName[] {
	const parent = element.parentId === null ? undefined : byId.get(element.parentId);
	return parent === undefined ? [] : [...ancestors(byId, parent), nameOf(parent)];
}

function childrenOf(record: PlanRecord, figures: PlanFigures, element: ElementRecord) {
	return record.elements
		.filter((child) => child.parentId === element.id)
		.map((child) => {
			const figure = figures.elements.get(child.id)!;
			return {
				...nameOf(child),
				lead: child.owners.find((owner) => owner.role === 'lead')?.acronym ?? null,
				counted: child.kind === 'activity' ? countedAs(child, figure) : null,
				delivery: figure.delivery,
				planned: figure.planned,
				slippage: figure.slippage,
				attainment: figure.attainment,
				confidence: figure.confidence.shown,
				expectedEnd: figure.expectedEnd
			};
		});
}

/**
 * An activity's progress on each day that an update speaks of, between its planned start and end.
 *
 * @param history newest first, as `elementHistory` reads it
 */
export function progressOverTime(element: ElementRecord, history: ReportedPercent[]): ProgressOn[] {
	const reported = new Map(
		history
			.filter((row) => row.stands && row.percent !== null)
			.map((row) => [row.asOf, row.percent! / 100])
	);
	const ends = [element.plannedStart, element.plannedEnd];
	const days = new Set([...reported.keys(), ...ends.filter((day) => day !== null)]);
	const planned = plannedCurve(element);
	return [...days].sort().map((on) => {
		const done = reported.get(on) ?? null;
		return {
			on,
			planned: planned({ on, number: dayNumber(on) }),
			done,
			coverage: done === null ? 0 : 1
		};
	});
}
