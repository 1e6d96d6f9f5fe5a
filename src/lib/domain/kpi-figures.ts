/** The figures of one KPI: its value, its attainment, and where its path to the target should be. */
import type { Knowable, PartState } from './known.ts';
import type { Pace } from './pace.ts';
import type { IsoDate } from './records.ts';

export interface KpiFigures {
	id: string;
	elementId: string;
	/** Whether its attainment is known, missing or excluded, and why. */
	state: PartState;
	/** The value to date in the KPI's unit, even where it is stale. */
	value: Knowable<number>;
	/** The day of the latest measurement. */
	measuredOn: IsoDate | null;
	/** Measured recently enough for the latest period due; see `freshness.ts`. */
	fresh: boolean;
	/** Toward the end target; not clamped. */
	attainment: Knowable<number>;
	/** An official-report figure for the latest target that has fallen due or else the next; never mixed with attainment. */
	periodAchievement: Knowable<number>;
	/** The value at which the path to the target is on `comparedOn`. */
	due: Knowable<number>;
	/** The day of a fresh measurement, else the day of the figures. */
	comparedOn: IsoDate;
	/** In the KPI's unit, negative where behind its path, whichever its direction. */
	gap: Knowable<number>;
	/** The gap as a share of the whole way from baseline to end target: compares KPIs of different units. */
	gapShare: Knowable<number>;
	pace: Pace;
	/** The last target by date. */
	endTarget: { dueOn: IsoDate; value: number } | null;
}
