/** Which figure an address asks for: `figure=delivery_progress&of=element:4.1.2`. */
import { askedPeriod } from './commitments.ts';
import type { Derivation, FigureOwner } from '#lib/domain/figures/derivation.ts';
import {
	explainFigure,
	isFigureName,
	isOfCommitments,
	type FigureReference
} from '#lib/domain/figures/explained-figures.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { KpiUnit, PlanRecord } from '#lib/domain/records/records.ts';
import type { RollUpMethod } from '#lib/domain/records/vocabulary.ts';

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
	query: URLSearchParams
): Derivation | undefined {
	const reference = referenceOf(record, query.get('figure'), query.get('of'));
	if (!reference || !isOfCommitments(reference.figure))
		return reference && explainFigure(figures.reckoned, reference);
	const commitments = askedPeriod(record, figures.asOf, query);
	return commitments && explainFigure(figures.reckoned, { ...reference, commitments });
}

/** What a page must know besides a derivation to write its values. */
export interface FigureSubject {
	rollUpMethod: RollUpMethod;
	/** Null where the figure is not of a KPI. */
	kpiUnit: KpiUnit | null;
	coverageThreshold: number;
}

export function subjectOf({ record }: PlanWithFigures, of: FigureOwner): FigureSubject {
	const kpi = of.kind === 'kpi' ? record.kpis.find(({ id }) => id === of.id) : undefined;
	return {
		rollUpMethod: record.rollUpMethod,
		kpiUnit: kpi?.unit ?? null,
		coverageThreshold: record.coverageThreshold
	};
}
