/** Computes a figure again from its derivation alone, without the database or the plan. */
import { outsideRange, maintained, onPath, towardTarget, withinRange } from '../kpis/attainment.ts';
import { dayNumber, daysBetween } from '../records/dates.ts';
import type {
	Derivation,
	DerivationInput,
	DerivationRule,
	InputKind,
	Quantity
} from './explain.ts';
import { forecastFinish } from '../figures/forecast.ts';
import type { IsoDate } from '../records/records.ts';
import { linearShare } from '../progress/progress.ts';
import { clampShare } from '../progress/slippage.ts';
import { medianSlope } from '../kpis/trend.ts';

/** An input that is known, with its value computed again. */
interface Known {
	kind: InputKind;
	value: Quantity;
	weight: number;
	on: IsoDate;
}

function knownInputs(inputs: DerivationInput[]): Known[] {
	return inputs.flatMap(({ kind, state, derivation, raw, weight, on }) => {
		const value = derivation === null ? raw : recompute(derivation);
		if (state.state !== 'known' || (value === null && on === null)) return [];
		return [{ kind, value: value ?? 0, weight: weight ?? 0, on: on ?? '' }];
	});
}

function weighted(inputs: Known[], counted: (value: number) => number): number | null {
	const weight = inputs.reduce((sum, input) => sum + input.weight, 0);
	if (weight === 0) return null;
	return (
		inputs.reduce((sum, input) => sum + input.weight * counted(Number(input.value)), 0) / weight
	);
}

function sum(inputs: Known[]): Quantity | null {
	const values = inputs.map((input) => input.value);
	if (values.length === 0) return null;
	if (values.every((value) => typeof value === 'bigint')) {
		return values.reduce((total, value) => total + value, 0n);
	}
	return values.reduce<number>((total, value) => total + Number(value), 0);
}

function difference(first: Quantity, second: Quantity): Quantity {
	if (typeof first === 'bigint' && typeof second === 'bigint') return first - second;
	return Number(first) - Number(second);
}

/** The number of the day on which the trend of the reports ends; null where it never does. */
function endOfTrend(inputs: Known[]): number | null {
	const points = inputs
		.filter(({ kind }) => kind === 'progress_to_date')
		.map(({ on, value }) => ({ on, progress: Number(value) }));
	const forecast = forecastFinish(points);
	return forecast.known ? dayNumber(forecast.value.finishOn) : null;
}

function ratioOfSums(inputs: Known[]): number {
	const parts = inputs.filter((input) => input.kind !== 'unit_scale');
	const scale = Number(inputs.find((input) => input.kind === 'unit_scale')?.value ?? 1);
	const denominators = parts.reduce((total, part) => total + part.weight, 0);
	return (parts.reduce((total, part) => total + Number(part.value), 0) / denominators) * scale;
}

/** The rules over a list of inputs of one kind. */
function overAll(rule: DerivationRule, inputs: Known[]): Quantity | null | undefined {
	const values = () => inputs.map((input) => Number(input.value));
	switch (rule) {
		case 'weighted_share':
			return weighted(inputs, clampShare);
		case 'weighted_points':
		case 'milestone_share':
			return weighted(inputs, (value) => value);
		case 'sum':
		case 'count_reported':
			return sum(inputs);
		case 'min':
			return Math.min(...values());
		case 'max':
			return Math.max(...values());
		case 'ratio_of_sums':
			return ratioOfSums(inputs);
		case 'theil_sen':
			return medianSlope(inputs.map(({ on, value }) => ({ on, value: Number(value) })));
		case 'trend_reaches_all':
			return endOfTrend(inputs);
		default:
			return undefined;
	}
}

/** The rules over inputs that each have a part of their own, in the order that the rule's name gives. */
function inOrder(rule: DerivationRule, inputs: Known[]): Quantity | null {
	const [first, second, third] = inputs;
	if (first === undefined) return null;
	if (rule === 'as_given' || rule === 'by_delivery_state') return first.value;
	const a = Number(first.value);
	if (rule === 'reported_percent') return a / 100;
	if (second === undefined) return null;
	const b = Number(second.value);
	const c = Number(third?.value ?? 0);
	const d = Number(inputs[3]?.value ?? 0);
	switch (rule) {
		case 'difference':
			return difference(first.value, second.value);
		case 'difference_in_points':
			return (clampShare(a) - clampShare(b)) * 100;
		case 'ratio':
			return b === 0 ? null : a / b;
		case 'change_per_day':
			return (b - a) / daysBetween(first.on, second.on);
		case 'days_between':
			return daysBetween(first.on, second.on);
		case 'linear_between_dates':
			return linearShare(first.on, second.on)(third?.on ?? '');
		case 'on_path':
			return onPath({ on: first.on, value: a }, { on: second.on, value: b }, third?.on ?? '');
		case 'toward_target':
			return towardTarget(a, b, c);
		case 'maintained_from_below':
			return maintained(a, b, c, 'up');
		case 'maintained_from_above':
			return maintained(a, b, c, 'down');
		case 'outside_range':
			return 0 - outsideRange(a, b, c);
		case 'within_range':
			return withinRange(a, b, c, d);
		default:
			return null;
	}
}

/**
 * The figure again, from its inputs down to the reports; null where it is unknown.
 * Equals `derivation.result` for every derivation that `explainFigure` gives.
 */
export function recompute(derivation: Derivation): Quantity | null {
	const inputs = knownInputs(derivation.inputs);
	const value = overAll(derivation.rule, inputs);
	return value === undefined ? inOrder(derivation.rule, inputs) : value;
}
