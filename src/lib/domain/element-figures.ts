/** The figures of one element: its delivery, plan, attainment, confidence and money. */
import type { ConfidenceFigure } from './confidence.ts';
import type { Knowable, PartState } from './known.ts';
import type { MoneyFigures } from './money.ts';
import type { IsoDate } from './records.ts';
import type { RolledUp, Weighting } from './rollup.ts';
import type { DeliveryState, ElementKind } from './vocabulary.ts';

export interface ElementFigures {
	id: string;
	kind: ElementKind;
	/** Whether its delivery is known, missing or excluded, and why. */
	state: PartState;
	/** 0…1 unless known to exceed it: an activity's is as reported, a parent's is of clamped parts. */
	delivery: RolledUp;
	/** 0…1, on `comparedOn` for an activity. */
	planned: RolledUp;
	/** Percentage points, negative where behind. */
	slippage: RolledUp;
	/** Of its KPIs; of its children's where it has none of its own. */
	attainment: RolledUp;
	/** The day on which an activity is compared with its plan; null unless its delivery is known. */
	comparedOn: IsoDate | null;
	/** When it is expected to end (completed: when it ended); null where no date is set. */
	forecastEnd: IsoDate | null;
	/** Days from planned to expected end, negative where early. */
	daysLate: Knowable<number>;
	confidence: ConfidenceFigure;
	/** Of itself and all beneath it, each line once. */
	money: MoneyFigures;
	/** How its children are weighted; null without children. */
	weighting: Weighting | null;
	/** Elements that also serve it but count under their own parent. */
	servedBy: string[];
}

/** Activities by what is known of their delivery; the counts add up to all activities of the plan. */
export type DeliveryCounts = Record<
	DeliveryState | 'not_reported' | 'not_due' | 'not_applicable' | 'not_set',
	number
>;
