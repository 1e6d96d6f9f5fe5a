/** Pace (rule 10): is the KPI moving fast enough? */
import type { Knowable } from './known.ts';

export const paceAssessments = ['on_track', 'behind', 'far_behind', 'moving_away'] as const;
export type PaceAssessment = (typeof paceAssessments)[number];

export type Pace = Knowable<{
	/** Observed ÷ required; 1 is just fast enough, negative moves away. */
	share: number;
	assessment: PaceAssessment;
	/** Change a day, in the KPI's unit. */
	observed: number;
	required: number;
	/** How many days of measurement it rests on. */
	reports: number;
}>;
