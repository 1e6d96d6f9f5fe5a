/** Which figure an address asks for: `figure=delivery_progress&of=element:4.1.2`. */
import { explainFigure, type FigureReference } from '#lib/domain/derivations.ts';
import {
	figureNames,
	type Derivation,
	type FigureName,
	type FigureOwner
} from '#lib/domain/explain.ts';
import type { PlanRecord } from '#lib/domain/records.ts';
import type { Weighting } from '#lib/domain/rollup.ts';
import type { PlanWithFigures } from '../plans/figures.ts';

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

/** How the figure that an address names came about; undefined where there is none. */
export function derivationOf(
	{ record, figures }: PlanWithFigures,
	figure: string | null,
	of: string | null
): Derivation | undefined {
	const reference = referenceOf(record, figure, of);
	return reference && explainFigure(record, figures, reference);
}

/** What a page must know besides a derivation to write its values. */
export interface FigureSubject {
	/** How the parts are weighted; null where the figure is not of an element or the plan. */
	weighting: Weighting | null;
	/** Null where the figure is not of a KPI. */
	kpiUnit: string | null;
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
