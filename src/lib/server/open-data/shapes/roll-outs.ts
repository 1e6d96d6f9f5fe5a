/** Figures of roll-outs as the API sends them. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { StepCounts } from '#lib/domain/rollout/funnel.ts';
import type { NotProjected } from '#lib/domain/rollout/projection.ts';

export interface WaveFigures {
	id: string;
	/** How many take part by name or as a placeholder. */
	members: number;
	placeholders: number;
	/** By what is stated or named; null: open. */
	reach: number | null;
	/** Stated, and not among the members; null: open. */
	not_named: number | null;
	/**
	 * 0…1; null: open, or nobody is in it. `done`: null too where nothing was said of any step; `planned`
	 * and `compared`: of the steps that have a planned end; `coverage`: of how much something was said.
	 */
	progress: {
		done: number | null;
		planned: number | null;
		compared: number | null;
		coverage: number | null;
	};
	/** Of the roll-out as a whole, beside the steps; the counts add up to the members. */
	as_a_whole: StepCounts;
	steps: { step: string; counts: StepCounts }[];
	curve: { on: IsoDate; planned: number | null; done: number | null }[];
	projections: ProjectionFigures[];
}

export interface ProjectionFigures {
	step: string;
	done: number;
	/** To how many the step applies; null: open. */
	of: number | null;
	/** Why there is no projection; null: there is one. */
	why_not: NotProjected | null;
	/** Organisations a quarter, and over how many quarters. */
	pace: number | null;
	quarters: number | null;
	on: IsoDate | null;
	likely: number | null;
	/** Of the band of 80 %. */
	low: number | null;
	high: number | null;
	/** The end of a quarter; null: not within ten years. */
	all_by: IsoDate | null;
}

/** The figures of a roll-out on a day, its parts by id. */
export interface RollOutFiguresDocument {
	/** Its name in addresses. */
	name: string;
	title: string;
	headline: {
		/** The last step; null: nothing is said of any step. */
		step: string | null;
		count: number;
		members: number;
		placeholders: number;
		not_named: number;
		open_waves: string[];
	};
	waves: WaveFigures[];
	/** How many of those that take part did each step in each quarter of the calendar. */
	velocity: { from: IsoDate; to: IsoDate; over: boolean; done: Record<string, number> }[];
	/** On days that are not stated. */
	undated: Record<string, number>;
	/** Steps that organisations could be done with and are not, the longest waiting first. */
	waiting: {
		member: string;
		step: string;
		kind: 'commenced' | 'gate';
		since: IsoDate | null;
		days: number | null;
		/** Days past the planned end. */
		overdue: number | null;
	}[];
	/** Those that take part no longer. */
	gone: string[];
}
