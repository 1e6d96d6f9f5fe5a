/** What a maturity model is: dimensions, criteria within each, levels, and how levels become one score. */
import type { Origin } from '../records/origin.ts';

/**
 * - `weighted_mean`: the levels of all criteria, each by its weight;
 * - `lowest_dimension`: that of the dimension that is furthest behind;
 * - `gate_per_level`: the highest level that every criterion has reached.
 */
export const scoringRules = ['weighted_mean', 'lowest_dimension', 'gate_per_level'] as const;
export type ScoringRule = (typeof scoringRules)[number];

export interface Level {
	/** 0 … 10; higher is more mature. */
	number: number;
	title: string;
	description: string | null;
}

export interface Criterion {
	/** Unique in its model. */
	code: string;
	title: string;
	description: string | null;
	/** In percent of its dimension; null, as of all others there: as much as they. */
	weight: number | null;
	/** What it takes to be at a level, by the level's number, where that is known. */
	levels: readonly { number: number; description: string }[];
	/** Null: as its model. */
	origin: Origin | null;
}

export interface Dimension {
	/** Unique in its model. */
	code: string;
	title: string;
	description: string | null;
	/** What it lies in; null: in the model itself. */
	group: { code: string; title: string } | null;
	/** In percent of the whole; null, as of all others: as much as they. */
	weight: number | null;
	/** In their order; none: only its name is known. */
	criteria: readonly Criterion[];
	/** Null: as its model. */
	origin: Origin | null;
}

export interface MaturityModel {
	title: string;
	/** Which version it is, as people call it; null: there is one. */
	edition: string | null;
	/** The language of its words. */
	language: string;
	description: string | null;
	scoring: ScoringRule;
	/** Ascending by number. */
	levels: readonly Level[];
	/** In their order. */
	dimensions: readonly Dimension[];
	origin: Origin;
}

/** All criteria, in their order. */
export const criteriaOf = ({ dimensions }: Pick<MaturityModel, 'dimensions'>): Criterion[] =>
	dimensions.flatMap(({ criteria }) => criteria);

/** Whether something can be assessed by it; else only its parts are known. */
export const isAssessable = (model: Pick<MaturityModel, 'dimensions' | 'levels'>): boolean =>
	model.levels.length > 1 && criteriaOf(model).length > 0;

/** A model with its version, as people read it. */
export const modelTitle = ({ title, edition }: Pick<MaturityModel, 'title' | 'edition'>): string =>
	edition === null ? title : `${title} (${edition})`;

/** The level that a score has reached; undefined: it is below the lowest. */
export const levelAt = (levels: readonly Level[], value: number): Level | undefined =>
	// what sums of floats leave behind is no level
	levels.findLast(({ number }) => number <= value + 1e-9);
