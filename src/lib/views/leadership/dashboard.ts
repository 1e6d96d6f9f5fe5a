/** All that the leadership page shows, put together from a plan's rows and figures. */
import { commitmentsOver } from '#lib/domain/commitments/periods.ts';
import { periodRow, type PeriodRow } from '#lib/domain/commitments/rows.ts';
import type { Completeness } from '#lib/domain/figures/completeness.ts';
import type { DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import type { Publication } from '#lib/domain/records/provenance.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import type { OpenDecision } from '#lib/domain/records/records.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { limits, type Limits } from '#lib/domain/figures/limits.ts';
import { nextReports, type NextReports } from '#lib/domain/reporting/next-reports.ts';
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
	knownOn: IsoDate;
	/** The day for which slippage is reckoned; null before the first period is due. */
	slippageOn: IsoDate | null;
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
	/** When reports are due next; null where that is not known. */
	nextReports: NextReports | null;
	goals: GoalRow[];
	curve: Curve;
	slips: Slips;
	/** What was to end in the latest quarter in which something was; null: nothing was in any that is over. */
	commitments: PeriodRow | null;
	money: Stage[];
	kpis: OffPath;
	/** Null where no activity has dates. */
	timeline: ShortTimeline | null;
	/** Activities that reported of a later day than the figures: news beside them, not inside them. */
	reportedSince: number;
	activityCounts: DeliveryCounts;
	completeness: Completeness;
	weighting: { method: RollUpMethod; notWeighed: number };
	/** What the plan rests on; null where it names none. */
	publication: Publication | null;
	limits: Limits;
}

function decisionRow({ elements }: Subject, { elementId, ...decision }: OpenDecision): DecisionRow {
	const element = elements.get(elementId ?? '');
	return { ...decision, element: element === undefined ? null : nameOf(element) };
}

const bareKeys: HeadlineKey[] = ['no_activities', 'nothing_set', 'no_periods', 'not_due_undated'];

/** The years that a plan spans. */
function yearsOf({ periodStart, periodEnd }: PlanRecord): Dashboard['period'] {
	if (periodStart === null || periodEnd === null) return null;
	return { from: periodStart.slice(0, 4), to: periodEnd.slice(0, 4) };
}

/** What the dashboard shows besides the plan's rows and figures. */
export interface DashboardParts extends PlanWithFigures {
	decisions: OpenDecision[];
	/** What the plan rests on, the first before others. */
	publications: Publication[];
	/** Whether the figures are those of a snapshot. */
	published: boolean;
	/** Values of the latest period due that were corrected. */
	corrected: number;
}

/** What was to end in the latest quarter that is over, and what became of it. */
function commitmentsKept({ record, figures }: PlanWithFigures): PeriodRow | null {
	const asked = { frequency: 'quarter', elementId: null, organisationIds: null } as const;
	const latest = commitmentsOver(record, figures.reckoned.days, asked);
	return latest ? periodRow(latest) : null;
}

/** What the leadership page shows of a plan. */
export function dashboard(parts: DashboardParts): Dashboard {
	const { record, figures, decisions, publications, corrected } = parts;
	const about = subject(record, figures, parts.published);
	const sentence = headline(about);
	return {
		asOf: figures.asOf,
		knownOn: figures.knownOn,
		slippageOn: figures.slippageOn,
		revision: record.revision,
		currency: record.currency,
		period: yearsOf(record),
		headline: sentence,
		bare: bareKeys.includes(sentence.key),
		facts: facts(about),
		decisions: decisions.map((decision) => decisionRow(about, decision)),
		reporting: reporting(about),
		nextReports: nextReports(record, figures.knownOn),
		goals: goals(about),
		curve: curve(about),
		slips: slips(about),
		commitments: commitmentsKept(parts),
		money: stages(about),
		kpis: offPath(about),
		timeline: shortTimeline(about),
		reportedSince: record.elements.filter(({ updates }) => {
			return (updates.at(-1)?.asOf ?? '') > figures.asOf;
		}).length,
		activityCounts: figures.activityCounts,
		completeness: figures.completeness,
		weighting: { method: record.rollUpMethod, notWeighed: figures.counts.not_weighed },
		publication: publications[0] ?? null,
		limits: limits({ record, figures }, { corrected })
	};
}
