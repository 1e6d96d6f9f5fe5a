/** What assessments of many organisations say together: where each stands, how it moved, what is missing. */
import type { IsoDate } from '../records/records.ts';
import {
	differences,
	roundsOf,
	stateOf,
	type AssessmentRecord,
	type Difference
} from './assessment.ts';
import type { AssessmentState } from './cycle.ts';
import { criteriaOf, type Criterion, type Level, type MaturityModel } from './model.ts';
import { scoreOf, type Levels, type Score } from './score.ts';

export interface Scored {
	id: string;
	organisationId: string;
	modelId: string;
	on: IsoDate;
	state: AssessmentState;
	/** Another person has checked it; else it is what the organisation says. */
	verified: boolean;
	score: Score;
	levels: Levels;
	differences: readonly Difference[];
}

export function scored(record: AssessmentRecord, model: MaturityModel): Scored {
	const { counted, verified } = roundsOf(record);
	const codes = criteriaOf(model).map(({ code }) => code);
	return {
		...{ id: record.id, organisationId: record.organisationId, modelId: record.modelId },
		...{ on: record.on, state: stateOf(record), verified, levels: counted },
		...{ score: scoreOf(model, counted), differences: differences(record, codes) }
	};
}

export interface Target {
	modelId: string;
	/** Null: all organisations. */
	organisationId: string | null;
	/** Null: none any more. */
	level: number | null;
	dueOn: IsoDate | null;
}

/** The target of an organisation by a model: its own, else that of all; the last one that was set. */
export function targetOf(
	targets: readonly Target[],
	modelId: string,
	organisationId: string
): Target | null {
	const ofModel = targets.filter((one) => one.modelId === modelId);
	const own = ofModel.findLast((one) => one.organisationId === organisationId);
	const ofAll = ofModel.findLast((one) => one.organisationId === null);
	const found = own?.level === null ? ofAll : (own ?? ofAll);
	return found && found.level !== null ? found : null;
}

export interface Reading {
	organisationId: string;
	latest: Scored;
	/** The one before, by the same version of the model; null: there is none. */
	earlier: Scored | null;
	target: Target | null;
}

const byDay = (one: Scored, other: Scored) =>
	one.on.localeCompare(other.on) || Number(BigInt(one.id) - BigInt(other.id));

/** By organisation the last assessment by a model and the one before, in the order in which they come first. */
export function readings(
	all: readonly Scored[],
	modelId: string,
	targets: readonly Target[]
): Reading[] {
	const own = all.filter((one) => one.modelId === modelId);
	const byOrganisation = Map.groupBy(own, ({ organisationId }) => organisationId);
	return [...byOrganisation].map(([organisationId, of]) => {
		const inOrder = of.toSorted(byDay);
		return {
			organisationId,
			latest: inOrder.at(-1)!,
			earlier: inOrder.at(-2) ?? null,
			target: targetOf(targets, modelId, organisationId)
		};
	});
}

/** How one thing moved; null: not answered, or there is no earlier one. */
export interface Move {
	code: string;
	from: number | null;
	to: number | null;
}

export interface Change {
	whole: Move;
	dimensions: readonly Move[];
}

/** The score and each dimension, earlier and later. */
export function changeOf({ latest, earlier }: Pick<Reading, 'latest' | 'earlier'>): Change {
	const before = new Map(earlier?.score.dimensions.map((one) => [one.code, one.value]));
	return {
		whole: { code: '', from: earlier?.score.value ?? null, to: latest.score.value },
		dimensions: latest.score.dimensions.map(({ code, value }) => ({
			...{ code, from: before.get(code) ?? null, to: value }
		}))
	};
}

export interface Gap {
	criterion: Criterion;
	level: number;
	/** In levels. */
	missing: number;
}

/** The criteria below a level; what was not answered, or does not apply, is none. */
export const gapsBelow = (model: MaturityModel, levels: Levels, level: number): Gap[] =>
	criteriaOf(model).flatMap((criterion) => {
		const at = levels.get(criterion.code);
		if (typeof at !== 'number' || at >= level) return [];
		return [{ criterion, level: at, missing: level - at }];
	});

/** Organisations that are counted together, such as a wave. */
export interface Group {
	key: string;
	/** Those that are named. */
	organisationIds: readonly string[];
	/** How many more there are that are not. */
	unnamed: number;
}

export interface Distribution {
	key: string;
	total: number;
	/** How many have reached each level, in the order of the levels. */
	levels: readonly { level: Level; count: number }[];
	below: number;
	/** Not assessed by it, or nothing was answered. */
	open: number;
}

/** How many of each group are at each level; none is lost. */
export function distributions(
	{ levels }: Pick<MaturityModel, 'levels'>,
	all: readonly Reading[],
	groups: readonly Group[]
): Distribution[] {
	const byId = new Map(all.map((one) => [one.organisationId, one.latest.score]));
	return groups.map(({ key, organisationIds, unnamed }) => {
		const scores = organisationIds.map((id) => byId.get(id));
		const known = scores.filter((score) => score !== undefined && score.value !== null);
		const counts = levels.map((level) => ({
			level,
			count: known.filter((score) => score!.level?.number === level.number).length
		}));
		return {
			...{ key, total: organisationIds.length + unnamed, levels: counts },
			below: known.filter((score) => score!.level === null).length,
			open: scores.length - known.length + unnamed
		};
	});
}

/** A value of a series, and how it was reckoned. */
export interface SeriesPoint {
	on: IsoDate;
	/** Null: there is none of that day. */
	value: number | null;
	method: string;
	partial: boolean;
}

export interface SeriesStep {
	from: SeriesPoint;
	to: SeriesPoint;
	/**
	 * `joined`: they can be compared. `break`: they were reckoned in other ways. `gap`: what lies between is
	 * not known, since a value is missing or a whole year has none.
	 */
	way: 'joined' | 'break' | 'gap';
}

const yearOf = ({ on }: SeriesPoint) => Number(on.slice(0, 4));

/** How each value of a series stands to the one before, in their order. */
export function seriesSteps(points: readonly SeriesPoint[]): SeriesStep[] {
	const inOrder = points.toSorted((one, other) => one.on.localeCompare(other.on));
	return inOrder.slice(1).map((to, at): SeriesStep => {
		const from = inOrder[at]!;
		if (from.method !== to.method) return { from, to, way: 'break' };
		const isGap = from.value === null || to.value === null || yearOf(to) - yearOf(from) > 1;
		return { from, to, way: isGap ? 'gap' : 'joined' };
	});
}
