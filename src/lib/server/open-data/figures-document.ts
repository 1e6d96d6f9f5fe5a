/** The figures of a plan on a day, as the API sends them. */
import type { ConfidenceFigure } from '#lib/domain/progress/confidence.ts';
import { explainFigure } from '#lib/domain/explain/derivations.ts';
import type { FigureName, Quantity, Unit } from '#lib/domain/explain/explain.ts';
import { known, unknown, type Knowable } from '#lib/domain/records/known.ts';
import type { KpiFigures } from '#lib/domain/kpis/kpi-figures.ts';
import { balances, totalFigure } from '#lib/domain/figures/money.ts';
import type { IsoDate, OpenDecision } from '#lib/domain/records/records.ts';
import type { RolledUp } from '#lib/domain/progress/rollup.ts';
import type { ElementFigures, Summary } from '#lib/domain/figures/summary.ts';
import { moneyStages } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { open } from '../decisions/queries.ts';
import type { PlanWithFigures } from '#lib/domain/figures/figures.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import type { PlanRow } from '../facts/plans.ts';
import { derivationDocument, plainQuantity } from './derivation-document.ts';
import type {
	ConfidenceDocument,
	ElementFiguresDocument,
	FigureDocument,
	FiguresDocument,
	KpiFiguresDocument,
	ReportingDocument
} from './shapes.ts';

/** Writes the figures of one plan with their addresses. */
class Writer {
	#plan: PlanWithFigures;

	constructor(plan: PlanWithFigures) {
		this.#plan = plan;
	}

	/** One figure, with where it explains itself. */
	figure(name: FigureName, of: string, unit: Unit, value: Knowable<Quantity>): FigureDocument {
		const { slug, currency } = this.#plan.record;
		const query = new URLSearchParams({ figure: name, of, as_of: this.#plan.figures.asOf });
		return {
			value: value.known ? plainQuantity(value.value) : null,
			unit,
			...(unit === 'money' && { currency }),
			...(!value.known && { reason: value.reason }),
			explain: `/plans/${slug}/explain?${query}`,
			derivation_link: `/api/v1/plans/${slug}/derivation?${query}`
		};
	}

	rolledUp(name: FigureName, of: string, unit: Unit, value: RolledUp): FigureDocument {
		const { coverage, partial } = value;
		return { ...this.figure(name, of, unit, value), coverage, partial };
	}

	/** The same with how it came about, one level down; deeper levels are at its link. */
	derived(document: FigureDocument, figure: FigureName): FigureDocument {
		const { record, figures } = this.#plan;
		const derivation = explainFigure(record, figures, { figure, of: { kind: 'plan' } });
		if (derivation === undefined) return document;
		return { ...document, derivation: derivationDocument(derivation, record.currency, 0) };
	}

	shares(of: string, summary: Summary) {
		return {
			delivery_progress: this.rolledUp('delivery_progress', of, 'share', summary.delivery),
			planned_progress: this.rolledUp('planned_progress', of, 'share', summary.planned),
			slippage: this.rolledUp('slippage', of, 'points', summary.slippage),
			attainment: this.rolledUp('attainment', of, 'share', summary.attainment),
			days_late: this.figure('days_late', of, 'days', summary.daysLate)
		};
	}
}

function headlineOf(writer: Writer, { figures }: PlanWithFigures): FiguresDocument['headline'] {
	const { coverage } = figures.delivery;
	const { period, reported } = figures.reporting;
	const documents: Partial<Record<FigureName, FigureDocument>> = {
		...writer.shares('plan', figures),
		coverage: writer.figure(
			'coverage',
			'plan',
			'share',
			coverage === null ? unknown('nothing_applicable') : known(coverage)
		),
		organisations_reported: writer.figure(
			'organisations_reported',
			'plan',
			'count',
			period === null ? unknown('no_period_due') : known(reported)
		)
	};
	for (const name of [...moneyStages, ...balances]) {
		documents[name] = writer.figure(name, 'plan', 'money', totalFigure(name, figures.money[name]));
	}
	return Object.fromEntries(
		Object.entries(documents).map(([name, document]) => [
			name,
			writer.derived(document, name as FigureName)
		])
	);
}

function confidenceDocument({ shown, computed, declared }: ConfidenceFigure): ConfidenceDocument {
	return {
		confidence: shown,
		computed: computed.confidence,
		declared,
		...(computed.confidence === null && { reason: computed.reason })
	};
}

function elementFigures(
	writer: Writer,
	{ record }: PlanWithFigures,
	figures: Map<string, ElementFigures>
): ElementFiguresDocument[] {
	return record.elements.flatMap(({ id, kind, code, title }) => {
		const own = figures.get(id);
		if (own === undefined) return [];
		const confidence = confidenceDocument(own.confidence);
		return [{ kind, id, code, title, ...writer.shares(`element:${code}`, own), confidence }];
	});
}

function kpiFigures(
	writer: Writer,
	{ record }: PlanWithFigures,
	figures: Map<string, KpiFigures>
): KpiFiguresDocument[] {
	return record.kpis.flatMap(({ id, code, title }) => {
		const own = figures.get(id);
		if (own === undefined) return [];
		const of = `kpi:${code}`;
		const pace = own.pace.known ? known(own.pace.value.share) : own.pace;
		return [
			{
				kind: 'kpi',
				id,
				code,
				title,
				measured_on: own.measuredOn,
				kpi_value: writer.figure('kpi_value', of, 'kpi_unit', own.value),
				kpi_due_value: writer.figure('kpi_due_value', of, 'kpi_unit', own.due),
				kpi_gap: writer.figure('kpi_gap', of, 'kpi_unit_difference', own.gap),
				kpi_attainment: writer.figure('kpi_attainment', of, 'share', own.attainment),
				kpi_pace: writer.figure('kpi_pace', of, 'share', pace)
			}
		];
	});
}

/** A draft is the ministry's own until it is submitted. */
function reportingDocument({ figures }: PlanWithFigures): ReportingDocument {
	const { period, reported, expected, organisations } = figures.reporting;
	return {
		period: period && {
			label: period.label,
			starts_on: period.startsOn,
			ends_on: period.endsOn,
			due_on: period.dueOn
		},
		reported,
		expected,
		organisations: organisations.map((organisation) => ({
			id: organisation.organisationId,
			acronym: organisation.acronym,
			state: organisation.state === 'draft' ? 'not_submitted' : organisation.state,
			reported: organisation.reported,
			days_overdue: organisation.daysOverdue
		}))
	};
}

function decisionDocuments(decisions: OpenDecision[]): FiguresDocument['decisions'] {
	return decisions.map(({ id, title, reason, decider, raisedOn, dueOn }) => ({
		id,
		title,
		reason,
		decider: decider?.acronym ?? null,
		raised_on: raisedOn,
		due_on: dueOn
	}));
}

/** What the dashboard shows of a plan, as known on a day. */
export async function figuresDocument(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<FiguresDocument> {
	const [all, decisions] = await Promise.all([
		figuresOf(db, plan, asOf, today),
		open(db, plan.id, asOf)
	]);
	const { record, figures } = all;
	const { weighting, completeness } = figures;
	const writer = new Writer(all);
	return {
		kind: 'figures',
		plan: {
			kind: 'plan',
			id: plan.id,
			code: plan.slug,
			title: plan.title,
			demonstration: plan.demonstration
		},
		as_of: asOf,
		revision: record.revision,
		weighting: weighting && { method: weighting.method, equal_instead: weighting.equalInstead },
		headline: headlineOf(writer, all),
		confidence: confidenceDocument(figures.confidence),
		activity_counts: figures.activityCounts,
		kpis_measured: figures.kpisMeasured,
		completeness: {
			owners: completeness.owners,
			dates: completeness.dates,
			budgets: completeness.budgets,
			objectives_with_kpis: completeness.objectivesWithKpis
		},
		reporting: reportingDocument(all),
		decisions: decisionDocuments(decisions),
		elements: elementFigures(writer, all, figures.elements),
		kpis: kpiFigures(writer, all, figures.kpis)
	};
}
