/** Which figure an address asks for: `figure=delivery_progress&of=element:4.1.2`. */
import { explainFigure, type FigureReference } from '#lib/domain/explain/derivations.ts';
import {
	figureNames,
	type Derivation,
	type FigureName,
	type FigureOwner
} from '#lib/domain/explain/explain.ts';
import { explainEnd } from '#lib/domain/explain/forecast-derivations.ts';
import type { IsoDate, KpiUnit, PlanRecord } from '#lib/domain/records/records.ts';
import type { Weighting } from '#lib/domain/progress/rollup.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanWithFigures } from '#lib/domain/figures/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { dashboard } from './dashboard.ts';

function isFigureName(text: string): text is FigureName {
	return (figureNames as readonly string[]).includes(text);
}

function ownerOf(record: PlanRecord, of: string): FigureReference['of'] | undefined {
	if (of === 'plan') return { kind: 'plan' };
	const [kind, ...rest] = of.split(':');
	const code = rest.join(':');
	const isAsked = (candidate: { code: string }) => candidate.code === code;
	if (kind === 'element') {
		const id = record.elements.find(isAsked)?.id;
		return id === undefined ? undefined : { kind, id };
	}
	if (kind !== 'kpi') return undefined;
	const id = record.kpis.find(isAsked)?.id;
	return id === undefined ? undefined : { kind, id };
}

/**
 * The figure of a plan that an address names.
 *
 * @param of `plan`, `element:CODE` or `kpi:CODE`; the plan where it is left out
 * @returns undefined where the plan has no such figure, element or KPI
 */
export function referenceOf(
	record: PlanRecord,
	figure: string | null,
	of: string | null
): FigureReference | undefined {
	const owner = ownerOf(record, of ?? 'plan');
	if (figure === null || !isFigureName(figure) || owner === undefined) return undefined;
	return { figure, of: owner };
}

/** A plan with its figures on the day that was asked for. */
export interface PlanOnDay extends PlanWithFigures {
	plan: PlanRow;
	asOf: IsoDate;
	today: IsoDate;
}

/** The end at this pace rests on all reports ever made, which the leadership page reads. */
async function explainForecast(db: Db, { plan, asOf, today }: PlanOnDay): Promise<Derivation> {
	const { curve } = await dashboard(db, plan, asOf, today);
	const of = { kind: 'plan', id: plan.id, code: null, title: plan.title } as const;
	return explainEnd({ of, asOf, points: curve.basis, forecast: curve.forecast });
}

/** How the figure that an address names came about; undefined where there is none. */
export async function derivationOf(
	db: Db,
	known: PlanOnDay,
	figure: string | null,
	of: string | null
): Promise<Derivation | undefined> {
	const reference = referenceOf(known.record, figure, of);
	if (reference?.figure === 'forecast_end' && reference.of.kind === 'plan') {
		return explainForecast(db, known);
	}
	return reference && explainFigure(known.record, known.figures, reference);
}

/** What a page must know besides a derivation to write its values. */
export interface FigureSubject {
	/** How the parts are weighted; null where the figure is not of an element or the plan. */
	weighting: Weighting | null;
	/** Null where the figure is not of a KPI. */
	kpiUnit: KpiUnit | null;
	coverageThreshold: number;
}

export function subjectOf({ record, figures }: PlanWithFigures, of: FigureOwner): FigureSubject {
	const summary = of.kind === 'plan' ? figures : figures.elements.get(of.id);
	const kpi = of.kind === 'kpi' ? record.kpis.find(({ id }) => id === of.id) : undefined;
	return {
		weighting: summary?.weighting ?? null,
		kpiUnit: kpi?.unit ?? null,
		coverageThreshold: record.coverageThreshold
	};
}
