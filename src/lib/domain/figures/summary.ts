/** What is said of an element, or of the plan as a whole, on one day. */
import type { ConfidenceFigure } from '../progress/confidence.ts';
import type { Knowable, PartState } from '../records/known.ts';
import type { MoneyFigures } from './money.ts';
import type { IsoDate, Money } from '../records/records.ts';
import type { RolledUp, Weighting } from '../progress/rollup.ts';
import type { ElementKind } from '../records/vocabulary.ts';

/** What is said alike of an activity, an objective, a goal, and the plan as a whole. */
export interface Summary {
	/** Whether the delivery is known, missing or excluded, and why. */
	state: PartState;
	/** Reported as completed; of a parent, all activities beneath it that count. */
	completed: boolean;
	/** 0…1 for a parent, whose children are clamped; an activity's is as reported. */
	delivery: RolledUp;
	/** 0…1, over the same children and weights, on the days that their updates speak of. */
	planned: RolledUp;
	/** Percentage points, negative where behind. */
	slippage: RolledUp;
	/** Of its own KPIs where it has some, else of its children; 0…1. */
	attainment: RolledUp;
	/** The latest planned end, beneath a parent, of what is not excluded. */
	plannedEnd: IsoDate | null;
	/** When it is said to end (completed: when it ended); null where no date is set. */
	forecastEnd: IsoDate | null;
	/** The forecast end, but for unfinished work never before the day that its update speaks of. */
	expectedEnd: IsoDate | null;
	/** Days from planned to expected end, negative where early. */
	daysLate: Knowable<number>;
	confidence: ConfidenceFigure;
	/** Its weight by cost: the appropriation of what is not excluded beneath it (of all, where all
	 * is); null where any is not set. */
	cost: Money | null;
	/** Of itself and all beneath it, each line once. */
	money: MoneyFigures;
	/** How its children are weighted; null without children. */
	weighting: Weighting | null;
}

export interface ElementFigures extends Summary {
	id: string;
	kind: ElementKind;
	/** The day on which an activity is compared with its plan; null unless its delivery is known. */
	comparedOn: IsoDate | null;
	/** Elements that also serve it but count under their own parent. */
	servedBy: string[];
}
