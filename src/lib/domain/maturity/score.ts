/**
 * What the levels of criteria come to. What was not answered is not a level: it leaves the sum, and the score
 * says over how much of the weight it was reckoned. What does not apply leaves the whole.
 */
import { levelAt, type Dimension, type Level, type MaturityModel } from './model.ts';

/** The number of a level, or that the criterion does not apply; what is not there was not answered. */
export type Assessed = number | 'not_applicable';
export type Levels = ReadonlyMap<string, Assessed>;

/** How far something was answered. */
interface Answered {
	/** The share of the weight that applies and was answered, 0 … 1; of nothing that applies 0. */
	coverage: number;
	/** How many criteria were answered with a level, do not apply, and were not answered. */
	counts: { answered: number; notApplicable: number; open: number };
}

export interface DimensionScore extends Answered {
	code: string;
	/** Between the lowest and the highest level; null: nothing of it was answered, or applies. */
	value: number | null;
	/** Its part of the whole among those that apply, 0 … 1. */
	share: number;
	level: Level | null;
}

export interface Score extends Answered {
	/** Null: nothing was answered. */
	value: number | null;
	/** The level that the value has reached; null: there is no value. */
	level: Level | null;
	/** Not all that applies was answered. */
	partial: boolean;
	/** What was not answered can only bring the value down, by the rule of a lowest one. */
	atMost: boolean;
	/** In the order of the model; a composite is never shown without them. */
	dimensions: readonly DimensionScore[];
}

interface Weighed {
	code: string;
	weight: number;
	/** Null: not answered. */
	level: number | null;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Shares of 1 by weight; without weights they are equal. */
function shares<Part extends { weight: number | null }>(parts: readonly Part[]): number[] {
	const weights = parts.map(({ weight }) => weight ?? 1);
	const sum = sumOf(weights);
	return weights.map((weight) => (sum > 0 ? exact(weight / sum) : 0));
}

const applies = (levels: Levels) => (code: string) => levels.get(code) !== 'not_applicable';

/** The criteria of a dimension that apply, each with its share of the dimension. */
function weighed({ criteria }: Dimension, levels: Levels): Weighed[] {
	const applying = criteria.filter(({ code }) => applies(levels)(code));
	const parts = shares(applying);
	return applying.map(({ code }, at) => {
		const level = levels.get(code);
		return { code, weight: parts[at]!, level: typeof level === 'number' ? level : null };
	});
}

/** Without what sums of floats leave behind. */
const exact = (value: number): number => Math.round(value * 1e9) / 1e9;

/** The mean by weight of what was answered; null: nothing was. */
function meanOf(parts: readonly Weighed[]): number | null {
	const answered = parts.filter(({ level }) => level !== null);
	const weight = sumOf(answered.map((one) => one.weight));
	if (weight === 0) return null;
	return exact(sumOf(answered.map((one) => one.weight * one.level!)) / weight);
}

const coverageOf = (parts: readonly Weighed[]): number => {
	const all = sumOf(parts.map(({ weight }) => weight));
	if (all === 0) return 0;
	// 1 only where everything was answered, whatever floats make of it
	if (parts.every(({ level }) => level !== null)) return 1;
	const answered = parts.filter(({ level }) => level !== null);
	return exact(sumOf(answered.map(({ weight }) => weight)) / all);
};

const lowest = (values: readonly (number | null)[]): number | null => {
	const known = values.filter((value) => value !== null);
	return known.length === 0 ? null : Math.min(...known);
};

function countsOf(codes: readonly string[], levels: Levels): Answered['counts'] {
	const states = codes.map((code) => levels.get(code));
	return {
		answered: states.filter((state) => typeof state === 'number').length,
		notApplicable: states.filter((state) => state === 'not_applicable').length,
		open: states.filter((state) => state === undefined).length
	};
}

/** A dimension by the rule of the model: by the gates its lowest criterion, else the mean of its criteria. */
function valueOf({ scoring }: Pick<MaturityModel, 'scoring'>, parts: readonly Weighed[]) {
	if (scoring === 'gate_per_level') return lowest(parts.map(({ level }) => level));
	return meanOf(parts);
}

/** What an assessment comes to by a model. */
export function scoreOf(model: MaturityModel, levels: Levels): Score {
	const all = model.dimensions.map((dimension) => ({
		dimension,
		parts: weighed(dimension, levels)
	}));
	const applying = all.filter(({ parts }) => parts.length > 0);
	const parts = shares(applying.map(({ dimension }) => dimension));
	const shareOf = new Map(applying.map(({ dimension }, at) => [dimension.code, parts[at]!]));
	const dimensions = all.map(({ dimension, parts: own }): DimensionScore => {
		const value = valueOf(model, own);
		return {
			...{ code: dimension.code, value, share: shareOf.get(dimension.code) ?? 0 },
			...{ coverage: coverageOf(own), level: levelOf(model, value) },
			counts: countsOf(
				dimension.criteria.map(({ code }) => code),
				levels
			)
		};
	});
	const leaves = all.flatMap(({ dimension, parts: own }) =>
		own.map((one) => ({ ...one, weight: one.weight * (shareOf.get(dimension.code) ?? 0) }))
	);
	const isMean = model.scoring === 'weighted_mean';
	const value = isMean ? meanOf(leaves) : lowest(dimensions.map((one) => one.value));
	const coverage = coverageOf(leaves);
	const partial = leaves.length > 0 && coverage < 1;
	return {
		...{ value, level: levelOf(model, value), coverage, partial, dimensions },
		atMost: partial && model.scoring === 'gate_per_level',
		counts: countsOf(
			model.dimensions.flatMap(({ criteria }) => criteria.map(({ code }) => code)),
			levels
		)
	};
}

const levelOf = ({ levels }: MaturityModel, value: number | null): Level | null =>
	value === null ? null : (levelAt(levels, value) ?? null);
