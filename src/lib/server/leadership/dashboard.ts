/** All that the leadership page shows, put together from a plan's rows and figures. */
import type { Completeness } from '#lib/domain/figures/completeness.ts';
import type { DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import type { Publication } from '#lib/domain/records/provenance.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Weighting } from '#lib/domain/progress/rollup.ts';
import type { Db } from '../db/connect.ts';
import * as decisions from '../decisions/queries.ts';
import type { OpenDecision } from '../decisions/queries.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import { Kept } from '../facts/kept.ts';
import type { PlanRow } from '../facts/plans.ts';
import * as provenance from '../provenance/queries.ts';
import { progressReports } from '../facts/reported.ts';
import { curve, type Curve } from './curve.ts';
import { facts, type Facts } from './facts.ts';
import { goals, type GoalRow } from './goals.ts';
import { headline, type Headline, type HeadlineKey } from './headline.ts';
import { stages, type Stage } from './money.ts';
import { offPath, type OffPath } from './off-path.ts';
import { reporting, type Reporting } from './silence.ts';
import { slips, type Slips } from './slips.ts';
import { nameOf, subject, type ElementName, type Subject } from './subject.ts';
import { shortTimeline, type ShortTimeline } from './timeline.ts';

/** A decision with the short name of what waits for it. */
export type DecisionRow = Omit<OpenDecision, 'elementId'> & { element: ElementName | null };

export interface Dashboard {
	asOf: IsoDate;
	revision: number;
	currency: string;
	/** Years of the plan's period; null: not set. */
	period: { from: string; to: string } | null;
	headline: Headline;
	/** Nothing is set of which figures could be made, so that the page says what is missing. */
	bare: boolean;
	facts: Facts;
	decisions: DecisionRow[];
	reporting: Reporting;
	goals: GoalRow[];
	curve: Curve;
	slips: Slips;
	money: Stage[];
	kpis: OffPath;
	/** Null where no activity has dates. */
	timeline: ShortTimeline | null;
	activityCounts: DeliveryCounts;
	completeness: Completeness;
	weighting: Weighting | null;
	/** What the plan rests on; null where it names none. */
	publication: Publication | null;
}

function decisionRow({ elements }: Subject, { elementId, ...decision }: OpenDecision): DecisionRow {
	const element = elements.get(elementId ?? '');
	return { ...decision, element: element === undefined ? null : nameOf(element) };
}

const bareKeys: HeadlineKey[] = ['no_activities', 'nothing_set', 'no_periods', 'not_due_undated'];

/** The years that a plan spans. */
function yearsOf(plan: PlanRow): Dashboard['period'] {
	if (plan.period_start === null || plan.period_end === null) return null;
	return { from: plan.period_start.slice(0, 4), to: plan.period_end.slice(0, 4) };
}

async function read(db: Db, plan: PlanRow, asOf: IsoDate, today: IsoDate): Promise<Dashboard> {
	const known = { planId: plan.id, asOf, timeZone: plan.time_zone, current: asOf >= today };
	const [{ record, figures }, histories, open, publications] = await Promise.all([
		figuresOf(db, plan, asOf, today),
		progressReports(db, known),
		decisions.open(db, plan.id, asOf),
		provenance.publications(db, plan.id)
	]);
	const about = subject(record, figures);
	const line = curve(about, histories);
	const sentence = headline(about);
	return {
		asOf,
		revision: record.revision,
		currency: record.currency,
		period: yearsOf(plan),
		headline: sentence,
		bare: bareKeys.includes(sentence.key),
		facts: facts(about, line.forecast),
		decisions: open.map((decision) => decisionRow(about, decision)),
		reporting: reporting(about),
		goals: goals(about),
		curve: line,
		slips: slips(about),
		money: stages(about),
		kpis: offPath(about),
		timeline: shortTimeline(about),
		activityCounts: figures.activityCounts,
		completeness: figures.completeness,
		weighting: figures.weighting,
		publication: publications[0] ?? null
	};
}

const dashboards = new Kept<Dashboard>(100);

/**
 * What the leadership page shows of a plan, as known on a day, kept by revision like the figures that
 * it rests on.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function dashboard(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<Dashboard> {
	return dashboards.get([plan.id, plan.seed_digest, plan.revision, asOf, today], () =>
		read(db, plan, asOf, today)
	);
}
