/** Roll-up (rules 5 and 6): children's values make their parent's, and what is missing stays visible. */
import {
	isExcluded,
	stateOf,
	type Knowable,
	type PartState,
	type UnknownReason
} from '../records/known.ts';
import type { Money } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';
import { clampShare } from './slippage.ts';
import type { RollUpMethod } from '../records/vocabulary.ts';

/**
 * A rolled-up value. An activity's own figure has the same shape, with a coverage of 1 or 0.
 *
 * - `coverage`: known ÷ applicable weight, 0…1; null where nothing applies.
 * - `partial`: known, but on less than the plan's threshold of weight: shown greyed, without colour.
 */
export type RolledUp = Knowable<number> & { coverage: number | null; partial: boolean };

/** How siblings were weighted in fact. */
export interface Weighting {
	/** The plan's choice. */
	method: RollUpMethod;
	/** True where the choice could not be followed, since a sibling's budget or weight is not set. */
	equalInstead: boolean;
}

export interface Child {
	id: string;
	/** Unknown with a missing reason: its weight stays applicable; with an excluded one: it leaves both sums. */
	value: Knowable<number>;
	/** The share of its own weight that is known; 1 for a value of its own. */
	coverage: number | null;
	/** Total appropriation; null: not set. */
	cost: Money | null;
	/** Given weight, relative; null: not set. */
	weight: number | null;
}

/** A child as it entered the roll-up. */
export interface Part {
	id: string;
	/** As applied, relative; 0 where excluded. */
	weight: number;
	raw: number | null;
	/** As it counts: clamped to 0…1 where shares are averaged. */
	counted: number | null;
	coverage: number;
	state: PartState;
}

export interface RollUp {
	figure: RolledUp;
	parts: Part[];
	weighting: Weighting;
}

export interface RollUpOptions {
	method: RollUpMethod;
	/** 0…1; see `PlanRecord`. */
	coverageThreshold: number;
	/** Shares are clamped to 0…1 before they are averaged; points, which may be negative, are not. */
	of: 'shares' | 'points';
}

/** What siblings are weighed by. */
export type Weighable = Pick<Child, 'cost' | 'weight'>;

/** A child's weight by a method; null: not set. */
function weightBy(method: RollUpMethod, child: Weighable): number | null {
	if (method === 'equal') return 1;
	if (method === 'weight') return child.weight;
	return child.cost === null ? null : Number(child.cost);
}

/** The relative weights of siblings, which all apply: equal where one is not set or all are 0. */
export function weigh(siblings: Weighable[], method: RollUpMethod): [number[], Weighting] {
	const weights = siblings
		.map((sibling) => weightBy(method, sibling))
		.filter((weight) => weight !== null);
	const isSet = weights.length === siblings.length && weights.some((weight) => weight > 0);
	if (isSet || siblings.length === 0) return [weights, { method, equalInstead: false }];
	return [siblings.map(() => 1), { method, equalInstead: true }];
}

function partOf(child: Child, weight: number, of: RollUpOptions['of']): Part {
	const { id, value } = child;
	const raw = value.known ? value.value : null;
	return {
		id,
		weight,
		raw,
		counted: raw !== null && of === 'shares' ? clampShare(raw) : raw,
		coverage: value.known ? (child.coverage ?? 0) : 0,
		state: stateOf(value)
	};
}

function isBelow(share: number, threshold: number): boolean {
	return share < threshold - rounding;
}

/** Σ weight × value ÷ Σ weight over the known parts, and how much weight they are. */
export function averageParts(parts: Part[], coverageThreshold: number): RolledUp {
	if (parts.length === 0) return noFigure('not_set');
	let applicable = 0;
	let covered = 0;
	let weight = 0;
	let sum = 0;
	for (const part of parts) {
		applicable += part.weight;
		covered += part.weight * part.coverage;
		if (part.counted === null) continue;
		weight += part.weight;
		sum += part.weight * part.counted;
	}
	if (parts.every((part) => part.state.state === 'excluded')) {
		return noFigure('nothing_applicable');
	}
	const coverage = covered / applicable;
	if (weight === 0) return { known: false, reason: 'nothing_known', coverage, partial: false };
	return {
		known: true,
		value: sum / weight,
		coverage,
		partial: isBelow(coverage, coverageThreshold)
	};
}

/**
 * A parent's value from its children's: Σ weight × value ÷ Σ weight over those known, each clamped
 * before averaging. Unknown, never 0, where nothing is known.
 */
export function rollUp(children: Child[], options: RollUpOptions): RollUp {
	const applicable = children.filter(({ value }) => value.known || !isExcluded(value.reason));
	const [weights, weighting] = weigh(applicable, options.method);
	let next = 0;
	const parts = children.map((child) => {
		const applies = child === applicable[next];
		return partOf(child, applies ? (weights[next++] ?? 0) : 0, options.of);
	});
	return { figure: averageParts(parts, options.coverageThreshold), parts, weighting };
}

/** An activity's own figure, in the shape of a rolled-up one. */
export function ownFigure(figure: Knowable<number>): RolledUp {
	if (figure.known) return { known: true, value: figure.value, coverage: 1, partial: false };
	const { reason } = figure;
	return { known: false, reason, coverage: isExcluded(reason) ? null : 0, partial: false };
}

/** A figure that has nothing to be rolled up from. */
export function noFigure(reason: UnknownReason): RolledUp {
	return { known: false, reason, coverage: null, partial: false };
}
