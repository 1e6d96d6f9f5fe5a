/** What is said of an element, or of the plan as a whole, on one day. */
import type { ActivityState } from '../progress/activity-progress.ts';
import type { ConfidenceFigure } from '../progress/confidence.ts';
import type { LeafCounts } from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { Knowable } from '../records/known.ts';
import type { IsoDate } from '../records/records.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { MoneyFigures } from './money.ts';

/** What is said alike of an activity, an objective, a goal, and the plan as a whole. */
export interface Summary {
	/** How its activities count; an activity is its own. */
	counts: LeafCounts;
	/** Reported as completed; of a parent, all activities beneath it that count. */
	completed: boolean;
	/** 0…1 for a parent, whose activities are clamped; an activity's is as reported. */
	delivery: RolledUp;
	/** 0…1, on the same day over the same activities, as far as these have dates. */
	planned: RolledUp;
	/** Done over those that have dates, where they are fewer. */
	doneCompared: RolledUp;
	/** Percentage points, negative where behind, at the end of the latest period due. */
	slippage: RolledUp;
	/** 0…1, of the KPIs of it and of all beneath it. */
	attainment: RolledUp;
	/** 0…1 of the plan's weight; null: it is not weighed, or does not count. */
	effectiveWeight: number | null;
	/** The latest planned end, beneath a parent. */
	plannedEnd: IsoDate | null;
	/** When it ended or is expected to; unfinished work never before the status date. */
	expectedEnd: IsoDate | null;
	/** Days from planned to expected end, negative where early. */
	daysLate: Knowable<number>;
	confidence: ConfidenceFigure;
	/** Of itself and all beneath it, each line once. */
	money: MoneyFigures;
}

export interface ElementFigures extends Summary {
	id: string;
	kind: ElementKind;
	/** How an activity counts, and why; null of a goal or an objective. */
	state: ActivityState | null;
	/** The day that its value speaks of; null without one, and of a parent. */
	reportedOn: IsoDate | null;
	/** Elements that also serve it but count under their own parent. */
	servedBy: string[];
}
