/**
 * Every figure of one plan on one day: what the dashboard, the pages, the API and the portfolio show.
 * Each is made when it is first asked for; how it came about is told by `explainFigure` in
 * `explained-figures.ts`.
 */
import { kpisOffPath, type KpiFigures } from '../kpis/kpi-figures.ts';
import type { SiblingsProgress } from '../progress/plan-progress.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import { nextDue } from '../records/periods.ts';
import type { IsoDate, PeriodRecord, PlanRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import { reportingFigures, type ReportingFigures } from '../reporting/reporting.ts';
import { completeness, type Completeness } from './completeness.ts';
import { deliveryCounts, type DeliveryCounts } from './delivery-counts.ts';
import { elementFigures, SummaryOf } from './element-figures.ts';
import { reckoned, reckonPlan, type ReckonedPlan } from './reckoned-plan.ts';
import { slippage } from './slippage.ts';
import type { ElementFigures, Summary } from './summary.ts';

export interface PlanFigures extends Summary, StatusDays {
	revision: number;
	/** The latest period that had ended by the status date and whose reports are due. */
	period: PeriodRecord | null;
	/** The next period whose reports fall due, of those opened so far. */
	nextPeriod: PeriodRecord | null;
	/** The day for which slippage is reckoned; null before the first period is due. */
	slippageOn: IsoDate | null;
	/** By element id, in the plan's order. */
	elements: Map<string, ElementFigures>;
	/** By KPI id, in the plan's order. */
	kpis: Map<string, KpiFigures>;
	/** KPIs measured for the latest period due, of all that were to be measured by then. */
	kpisMeasured: { measured: number; due: number };
	/** Activities whose slippage is known, the worst first; those ahead of plan come last. */
	slips: ElementFigures[];
	/** KPIs behind their path, the furthest first, and those due that were never measured. */
	kpisOffPath: { behind: KpiFigures[]; notMeasured: KpiFigures[] };
	activityCounts: DeliveryCounts;
	reporting: ReportingFigures;
	completeness: Completeness;
	/** What all of it was made from, for the curve and for explanations. */
	reckoned: ReckonedPlan;
}

/** A plan's rows with the figures made of them. */
export interface PlanWithFigures {
	record: PlanRecord;
	figures: PlanFigures;
}

/** In percentage points, negative where behind. */
interface Slip {
	id: string;
	points: number;
}

const keptSlips = new Remade<SiblingsProgress, readonly Slip[]>();

/** Of the activities among siblings those whose slippage is known. */
function slipsAmong(plan: ReckonedPlan, now: SiblingsProgress, parent: string | null) {
	const then = plan.compared?.siblings.get(parent);
	return keptSlips.make(now, [then, plan.tree.plan.coverageThreshold], () =>
		now.activities.flatMap(([activity]): Slip[] => {
			const slip = slippage.value(reckoned(plan, activity));
			return slip.known ? [{ id: activity.id, points: slip.value }] : [];
		})
	);
}

/** Activities whose slippage is known, the worst first. */
function worstSlips(plan: ReckonedPlan, elements: ReadonlyMap<string, ElementFigures>) {
	const slips = [...plan.progress.siblings].flatMap(([parent, now]) =>
		slipsAmong(plan, now, parent)
	);
	return slips
		.sort((one, other) => one.points - other.points)
		.map(({ id }): ElementFigures => elements.get(id)!);
}

/** Of those that were to be measured by then. */
function measuredOf(kpis: Iterable<KpiFigures>): PlanFigures['kpisMeasured'] {
	const count = { measured: 0, due: 0 };
	for (const { state, covered } of kpis) {
		if (state === 'not_due' || state === 'not_applicable') continue;
		count.due += 1;
		if (covered) count.measured += 1;
	}
	return count;
}

class FiguresOfPlan extends SummaryOf implements PlanFigures {
	readonly asOf: IsoDate;
	readonly knownOn: IsoDate;
	readonly reckoned: ReckonedPlan;
	#elements: Map<string, ElementFigures> | undefined;
	#slips: ElementFigures[] | undefined;
	#reporting: ReportingFigures | undefined;

	constructor(plan: ReckonedPlan) {
		super(plan, null, () => this.elements, null);
		this.asOf = plan.days.asOf;
		this.knownOn = plan.days.knownOn;
		this.reckoned = plan;
	}

	get elements() {
		return (this.#elements ??= elementFigures(this.reckoned));
	}

	get revision() {
		return this.reckoned.tree.plan.revision;
	}

	get period() {
		return this.reckoned.progress.day.due;
	}

	get nextPeriod() {
		return nextDue(this.reckoned.tree.plan.periods, this.knownOn);
	}

	get slippageOn() {
		return this.reckoned.compared?.day.on ?? null;
	}

	get kpis() {
		return this.reckoned.kpis;
	}

	get kpisMeasured() {
		return measuredOf(this.kpis.values());
	}

	get slips() {
		return (this.#slips ??= worstSlips(this.reckoned, this.elements));
	}

	get kpisOffPath() {
		return kpisOffPath([...this.kpis.values()]);
	}

	get activityCounts() {
		return deliveryCounts(this.reckoned.progress);
	}

	get reporting() {
		return (this.#reporting ??= reportingFigures(this.reckoned.tree, this.period, this.knownOn));
	}

	get completeness() {
		return completeness(this.reckoned.tree);
	}
}

/**
 * All figures of a plan on a day.
 *
 * @param plan the plan's rows as they were known on `days.knownOn`
 * @param days in the plan's time zone
 */
export const planFigures = (plan: PlanRecord, days: StatusDays): PlanFigures =>
	new FiguresOfPlan(reckonPlan(plan, days));
