/** One plan with its whole tree, as the API sends it. */
import { moneyText, type MoneyTotal } from '#lib/domain/figures/money.ts';
import type { PlanRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { axisNames } from '../frameworks/term-lists.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import { list, type PlanRow } from '../facts/plans.ts';
import * as provenance from '../provenance/queries.ts';
import { elementDocuments } from './element-document.ts';
import { noteDocument } from './note-document.ts';
import { publicationDocument, Sources } from './provenance.ts';
import { elementTexts, kpiWords, noteRows, planTexts } from '../plans/texts.ts';
import { ofPlan } from '../templates/origins.ts';
import { standingWork } from './work-documents.ts';
import { planTitleSources } from './queries.ts';
import type { MoneyDocument, ProvenanceDocument } from './shapes/object.ts';
import type { PlanDocument, PlanSummaryDocument } from './shapes/plan.ts';

function linksOf(slug: string): PlanSummaryDocument['links'] {
	const self = `/api/v1/plans/${slug}`;
	return { self, figures: `${self}/figures`, page: `/plans/${slug}` };
}

export function moneyDocument(total: MoneyTotal, currency: string): MoneyDocument {
	const { sum, set, lines } = total;
	if (set === 0) return { amount: null, currency, set, lines, reason: 'not_set' };
	return { amount: moneyText(sum), currency, set, lines };
}

function summaryDocument(plan: PlanRow, ofTitle: ProvenanceDocument | null): PlanSummaryDocument {
	return {
		kind: 'plan',
		id: plan.id,
		code: plan.slug,
		title: plan.title,
		short_title: plan.short_title,
		language: plan.language,
		currency: plan.currency,
		period: { start: plan.period_start, end: plan.period_end },
		demonstration: plan.demonstration,
		revision: Number(plan.revision),
		provenance: ofTitle,
		links: linksOf(plan.slug)
	};
}

function countsOf({ elements, kpis }: PlanRecord): PlanDocument['counts'] {
	const of = (kind: string) => elements.filter((element) => element.kind === kind).length;
	return {
		goals: of('goal'),
		objectives: of('objective'),
		activities: of('activity'),
		kpis: kpis.length
	};
}

function periodsOf({ periods }: PlanRecord): PlanDocument['periods'] {
	return periods.map(({ id, label, startsOn, endsOn, dueOn }) => ({
		id,
		label,
		starts_on: startsOn,
		ends_on: endsOn,
		due_on: dueOn
	}));
}

/** The plans of the tracker. */
export async function planDocuments(db: Db): Promise<PlanSummaryDocument[]> {
	const [plans, titles] = await Promise.all([list(db), planTitleSources(db)]);
	return plans.map((plan) => summaryDocument(plan, titles.get(plan.id) ?? null));
}

/** A plan with all that it says and all that was reported of it, as known on a day. */
export async function planDocument(db: Db, plan: PlanRow, scope: Scope): Promise<PlanDocument> {
	const [
		{ record, figures },
		own,
		texts,
		definitions,
		subjects,
		publications,
		notes,
		work,
		origins,
		axes
	] = await Promise.all([
		figuresOf(db, plan, scope),
		planTexts(db, plan, scope),
		elementTexts(db, plan, scope),
		kpiWords(db, plan, scope),
		provenance.ofPlan(db, plan.id),
		provenance.publications(db, plan.id),
		noteRows(db, plan, scope),
		standingWork(db, plan, scope),
		ofPlan(db, plan.id),
		axisNames(db)
	]);
	const sources = new Sources(subjects, plan.demonstration, origins);
	const total = (stage: MoneyStage) => moneyDocument(figures.money.stages[stage], plan.currency);
	return {
		...summaryDocument({ ...plan, ...own }, sources.of('plan', 'title')),
		as_of: scope.asOf,
		description: own.description,
		time_zone: plan.time_zone,
		fiscal_year_start_month: record.fiscalYearStartMonth,
		vision: own.vision,
		mission: own.mission,
		labels: own.labels,
		roll_up_method: record.rollUpMethod,
		coverage_threshold: record.coverageThreshold,
		counts: countsOf(record),
		totals: Object.fromEntries(
			moneyStages.map((stage) => [stage, total(stage)])
		) as PlanDocument['totals'],
		publications: publications.map(publicationDocument),
		notes: notes.map((note) => noteDocument(note, sources, axes)),
		periods: periodsOf(record),
		field_provenance: sources.fields('plan'),
		work_records: work.get(null) ?? [],
		children: elementDocuments(record, sources, texts, definitions, work)
	};
}
