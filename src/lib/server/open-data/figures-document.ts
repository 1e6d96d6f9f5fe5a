/** The figures of a plan on a day, as the API sends them. */
import { setImmediate as turn } from 'node:timers/promises';
import type { ConfidenceFigure } from '#lib/domain/progress/confidence.ts';
import { comparedCurve, progressCurve, type ComparedPoint } from '#lib/domain/progress/curve.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import { addMonths } from '#lib/domain/records/dates.ts';
import { coverage } from '#lib/domain/figures/coverage.ts';
import type { Quantity, Unit } from '#lib/domain/figures/derivation.ts';
import { explainFigure, type FigureName } from '#lib/domain/figures/explained-figures.ts';
import {
	balances,
	balanceStages,
	balanceTotal,
	shareFigure,
	shares,
	totalFigure,
	type Balance,
	type MoneyShare
} from '#lib/domain/figures/money.ts';
import { organisationsReported } from '#lib/domain/figures/organisations-reported.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { cellCoverage, type CellCoverage } from '#lib/domain/kpis/cells.ts';
import { reckoned } from '#lib/domain/figures/reckoned-plan.ts';
import type { ElementFigures, Summary } from '#lib/domain/figures/summary.ts';
import { known, unknown, type Knowable } from '#lib/domain/records/known.ts';
import type { OpenDecision } from '#lib/domain/records/records.ts';
import type { PlanReading, Scope } from '#lib/domain/records/scope.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { open } from '../decisions/queries.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import type { PlanRow } from '../facts/plans.ts';
import { present } from '../rollouts/present.ts';
import { rollOutFigures } from '#lib/domain/rollout/figures.ts';
import { rollOutFiguresDocument } from './roll-outs.ts';
import { derivationDocument, plainQuantity } from './derivation-document.ts';
import type {
	ConfidenceDocument,
	ElementFiguresDocument,
	FigureDocument,
	FiguresDocument,
	KpiFiguresDocument,
	ReportingDocument
} from './shapes/figures.ts';

/** Writes the figures of one plan with their addresses. */
class Writer {
	#plan: PlanWithFigures;
	#reading: PlanReading;

	constructor(plan: PlanWithFigures, reading: PlanReading) {
		this.#plan = plan;
		this.#reading = reading;
	}

	/** One figure, with where it explains itself. */
	figure(name: FigureName, of: string, unit: Unit, value: Knowable<Quantity>): FigureDocument {
		const { slug, currency } = this.#plan.record;
		const { asOf, knownOn } = this.#plan.figures;
		const query = new URLSearchParams({
			...{ figure: name, of, as_of: asOf, known_on: knownOn },
			...(this.#reading === 'baseline' && { against: 'adopted' })
		});
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
		const derivation = explainFigure(figures.reckoned, { figure, of: { kind: 'plan' } });
		if (derivation === undefined) return document;
		return { ...document, derivation: derivationDocument(derivation, record.currency, 0) };
	}

	progress(of: string, summary: Summary) {
		return {
			delivery_progress: this.rolledUp('delivery_progress', of, 'share', summary.delivery),
			planned_progress: this.rolledUp('planned_progress', of, 'share', summary.planned),
			done_compared: this.rolledUp('done_compared', of, 'share', summary.doneCompared),
			slippage: this.rolledUp('slippage', of, 'points', summary.slippage),
			attainment: this.rolledUp('attainment', of, 'share', summary.attainment),
			days_late: this.figure('days_late', of, 'days', summary.daysLate)
		};
	}

	/** Stages, balances and shares of money, each with over how many lines it is. */
	money(of: string, { money }: Summary): Record<MoneyStage | Balance | MoneyShare, FigureDocument> {
		const documents: [string, FigureDocument][] = [];
		const add = (
			name: MoneyStage | Balance | MoneyShare,
			value: Knowable<Quantity>,
			{ set, lines }: { set: number; lines: number }
		) => {
			const unit = typeof (value.known ? value.value : 0n) === 'bigint' ? 'money' : 'share';
			const document = this.figure(name, of, unit, value);
			documents.push([name, { ...document, lines: set, of_lines: lines }]);
		};
		for (const stage of moneyStages) {
			const total = money.stages[stage];
			add(stage, totalFigure(stage, total), total);
		}
		for (const balance of balances) {
			const total = balanceTotal(money, balance);
			add(balance, totalFigure(balanceStages[balance][1], total), total);
		}
		for (const share of shares) add(share, shareFigure(money, share), money.pairs[share]);
		return Object.fromEntries(documents) as ReturnType<Writer['money']>;
	}
}

/** Each figure lists all that it is over: between them others are answered. */
async function headlineOf(
	writer: Writer,
	{ figures }: PlanWithFigures
): Promise<FiguresDocument['headline']> {
	const whole = reckoned(figures.reckoned, null);
	const documents: Partial<Record<FigureName, FigureDocument>> = {
		...writer.progress('plan', figures),
		coverage: writer.figure('coverage', 'plan', 'share', coverage.value(whole)),
		organisations_reported: writer.figure(
			'organisations_reported',
			'plan',
			'count',
			organisationsReported.value(whole)
		),
		...writer.money('plan', figures)
	};
	const derived: typeof documents = {};
	for (const [name, document] of Object.entries(documents)) {
		await turn();
		derived[name as FigureName] = writer.derived(document, name as FigureName);
	}
	return {
		...derived,
		effective_weight: figures.effectiveWeight
	};
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
		const of = `element:${code}`;
		return [
			{
				...{ kind, id, code, title, state: own.state, effective_weight: own.effectiveWeight },
				...writer.progress(of, own),
				confidence
			}
		];
	});
}

const coverageDocument = (of: CellCoverage | null): KpiFiguresDocument['kpi_cells'] =>
	of && { reported: of.reported, applicable: of.applicable, coverage: of.share };

function kpiFigures(writer: Writer, { record, figures }: PlanWithFigures): KpiFiguresDocument[] {
	return record.kpis.flatMap((kpi) => {
		const { id, code, title } = kpi;
		const own = figures.kpis.get(id);
		if (own === undefined) return [];
		const of = `kpi:${code}`;
		const { projection, verdict, neededPace, missBy } = own.outlook;
		const noOutlook = unknown('no_outlook' as const);
		const orNone = (value: number | null | undefined) =>
			value === null || value === undefined ? noOutlook : known(value);
		return [
			{
				...{ kind: 'kpi', id, code, title, state: own.state, measured_on: own.measuredOn },
				kpi_value: writer.figure('kpi_value', of, 'kpi_unit', own.value),
				kpi_attainment: writer.figure('kpi_attainment', of, 'share', own.attainment),
				kpi_achievement: writer.figure('kpi_achievement', of, 'share', own.periodAchievement),
				kpi_period_target: own.periodTarget.known ? own.periodTarget.value : null,
				kpi_window_partial: own.windowPartial,
				kpi_cells: coverageDocument(cellCoverage(kpi, figures.asOf)),
				kpi_due_value: writer.figure('kpi_due_value', of, 'kpi_unit', own.due),
				kpi_gap: writer.figure('kpi_gap', of, 'kpi_unit_difference', own.gap),
				kpi_outlook: verdict,
				kpi_projected: writer.figure('kpi_projected', of, 'kpi_unit', orNone(projection?.value)),
				kpi_projected_low: projection?.low ?? null,
				kpi_projected_high: projection?.high ?? null,
				kpi_pace: writer.figure('kpi_pace', of, 'kpi_unit_per_day', orNone(projection?.pace)),
				kpi_needed_pace: writer.figure(
					'kpi_needed_pace',
					of,
					'kpi_unit_per_day',
					orNone(neededPace)
				),
				kpi_miss_by: missBy
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

/** The S-curve, a point at the end of each reporting period; without periods the status date alone. */
export function curveDocument({ record, figures }: PlanWithFigures): FiguresDocument['curve'] {
	const ends = record.periods.map(({ endsOn }) => endsOn);
	return progressCurve(figures.reckoned.tree, ends.length > 0 ? ends : [figures.asOf], figures);
}

/** The same with what the plan as adopted had planned, up to the plan's end, where amendments made it another one. */
export function comparedDocument({ record, figures }: PlanWithFigures): ComparedPoint[] {
	const ends = record.periods.map(({ endsOn }) => endsOn);
	const dates = ends.length > 0 ? ends : [figures.asOf];
	const later: string[] = [];
	for (let on = addMonths(dates.at(-1)!, 3); on <= (record.periodEnd ?? ''); on = addMonths(on, 3))
		later.push(on);
	const points = comparedCurve(figures.reckoned.tree, [...dates, ...later], figures);
	return points.some(({ adopted }) => adopted !== undefined)
		? points
		: points.slice(0, dates.length);
}

/** What the dashboard shows of a plan in a scope. */
export async function figuresDocument(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<FiguresDocument> {
	const [all, decisions, rollOuts] = await Promise.all([
		figuresOf(db, plan, scope),
		open(db, plan.id, scope.knownOn),
		present(db, plan, scope)
	]);
	const { record, figures } = all;
	const { completeness } = figures;
	const writer = new Writer(all, scope.reading);
	return {
		kind: 'figures',
		plan: {
			kind: 'plan',
			id: plan.id,
			code: plan.slug,
			title: plan.title,
			demonstration: plan.demonstration
		},
		as_of: figures.asOf,
		known_on: figures.knownOn,
		reading: scope.reading,
		slippage_on: figures.slippageOn,
		revision: record.revision,
		weighting: { method: record.rollUpMethod, not_weighed: figures.counts.not_weighed },
		headline: await headlineOf(writer, all),
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
		curve: curveDocument(all),
		elements: elementFigures(writer, all, figures.elements),
		kpis: kpiFigures(writer, all),
		...(rollOuts.length > 0 && {
			roll_outs: rollOuts.map((one) =>
				rollOutFiguresDocument(one.slug, rollOutFigures(one, scope.asOf))
			)
		})
	};
}
