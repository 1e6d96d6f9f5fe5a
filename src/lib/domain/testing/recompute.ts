/** Computes a figure again from its derivation alone, without the database or the plan. */
import type {
	Derivation,
	DerivationInput,
	DerivationRule,
	InputKind,
	Quantity
} from '../figures/derivation.ts';
import { onPath } from '../kpis/attainment.ts';
import { medianSlope } from '../kpis/trend.ts';
import { dayNumber, daysBetween } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';

/** An input that counts, with its value computed again where it is a figure. */
interface Counted {
	kind: InputKind;
	value: Quantity;
	weight: number;
	on: IsoDate;
}

function countedInputs(inputs: readonly DerivationInput[]): Counted[] {
	return inputs.flatMap(({ kind, state, derivation, raw, weight, on }) => {
		const value = derivation === null ? raw : recompute(derivation);
		const counts = state.state === 'known' || state.state === 'carried';
		if (!counts || (value === null && on === null)) return [];
		return [{ kind, value: value ?? 0, weight: weight ?? 0, on: on ?? '' }];
	});
}

const clamped = (share: number) => Math.min(1, Math.max(0, share));

function weighted(inputs: Counted[], counted: (value: number) => number): number | null {
	let [products, weights] = [0, 0];
	for (const { weight, value } of inputs) {
		products += weight * counted(Number(value));
		weights += weight;
	}
	return weights === 0 ? null : products / weights;
}

/** Exact where all are money; null of nothing. */
function sum(inputs: Counted[]): Quantity | null {
	const values = inputs.map(({ value }) => value);
	if (values.length === 0) return null;
	if (values.every((value) => typeof value === 'bigint')) {
		return values.reduce((total, value) => total + value, 0n);
	}
	return values.reduce<number>((total, value) => total + Number(value), 0);
}

const numberOf = (inputs: Counted[], kind: InputKind, otherwise: number): number =>
	Number(inputs.find((input) => input.kind === kind)?.value ?? otherwise);

function ratioOfSums(inputs: Counted[]): number | null {
	const parts = inputs.filter(({ kind }) => kind !== 'unit_scale');
	const below = parts.reduce((total, { weight }) => total + weight, 0);
	const above = parts.reduce((total, { value }) => total + Number(value), 0);
	return below === 0 ? null : (numberOf(inputs, 'unit_scale', 1) * above) / below;
}

/** The last value carried to the target's day, within what the unit can hold. */
function carriedOn(inputs: Counted[]): number {
	const on = (kind: InputKind, otherwise = NaN) => numberOf(inputs, kind, otherwise);
	const value = on('actual') + on('observed_pace') * on('days_to_target');
	return Math.min(Math.max(value, on('lower_bound', -Infinity)), on('upper_bound', Infinity));
}

/** What remains, as such statements came true, from the day of the report; nothing unfinished ends before now. */
function remaining(inputs: Counted[]): number {
	const day = (kind: InputKind) => dayNumber(inputs.find((input) => input.kind === kind)!.on);
	const days = numberOf(inputs, 'remaining_days', NaN) * numberOf(inputs, 'past_ratio', NaN);
	const end = Math.ceil(Math.max(day('reckoned_on'), day('reported_on') + days));
	return Math.min(dayNumber('9999-12-31'), end);
}

/** Whether it ended on its day or before. */
function keptBy(inputs: Counted[]): number {
	const day = (kind: InputKind) => inputs.find((input) => input.kind === kind)?.on;
	const [due, ended] = [day('due_then'), day('ended_on')];
	return due && ended && ended <= due ? 1 : 0;
}

/** What is said of a commitment's day, by the kinds of its inputs. */
function daysOf(inputs: Counted[]) {
	const day = (kind: InputKind) => inputs.find((input) => input.kind === kind)?.on;
	const [starts = '', ends = ''] = [day('period_start'), day('period_end')];
	const isIn = (on: string | undefined) => on !== undefined && on >= starts && on <= ends;
	const ended = day('ended_on');
	return {
		day,
		ends,
		isIn,
		ended,
		endedInTime: ended !== undefined && ended !== '' && ended <= ends
	};
}

function movedOut(inputs: Counted[]): number {
	const { day, ends, isIn, ended, endedInTime } = daysOf(inputs);
	if (endedInTime || day('planned_no_more') !== undefined) return 0;
	if (!isIn(day('planned_now'))) return 1;
	const expected = day('expected_in_report');
	return !ended && expected !== undefined && expected > ends ? 1 : 0;
}

function droppedFrom(inputs: Counted[]): number {
	const { day, isIn, ended } = daysOf(inputs);
	if (ended) return 0;
	if (day('planned_no_more') !== undefined) return 1;
	return day('cancelled_in_report') !== undefined && isIn(day('planned_now')) ? 1 : 0;
}

function silentOn(inputs: Counted[]): number {
	const { day, ends, isIn, ended } = daysOf(inputs);
	if (ended || day('planned_no_more') !== undefined || !isIn(day('planned_now'))) return 0;
	const due = day('due_then')!;
	if (day('cancelled_in_report') !== undefined || (day('expected_in_report') ?? '') > ends)
		return 0;
	return (day('reports_due') ?? '') >= due && (day('reported_on') ?? '') < due ? 1 : 0;
}

function addedTo(inputs: Counted[]): number {
	const { day, isIn } = daysOf(inputs);
	return isIn(day('planned_now')) && !isIn(day('due_then')) ? 1 : 0;
}

/** The rules over a list of inputs, or over inputs that are found by their kind. */
const overAll: Partial<Record<DerivationRule, (inputs: Counted[]) => Quantity | null>> = {
	weighted_share: (inputs) => weighted(inputs, clamped),
	milestone_share: (inputs) => weighted(inputs, (value) => value),
	sum,
	count_reported: sum,
	count_kept: sum,
	kept_by: keptBy,
	count_moved: sum,
	count_dropped: sum,
	count_silent: sum,
	count_added: sum,
	moved_out: movedOut,
	dropped_from: droppedFrom,
	silent_on: silentOn,
	added_to: addedTo,
	min: (inputs) => Math.min(...inputs.map(({ value }) => Number(value))),
	max: (inputs) => Math.max(...inputs.map(({ value }) => Number(value))),
	last_day: (inputs) => Math.max(...inputs.map(({ value }) => Number(value))),
	ratio_of_sums: ratioOfSums,
	theil_sen: (inputs) => medianSlope(inputs.map(({ on, value }) => ({ on, value: Number(value) }))),
	carried_on: carriedOn,
	remaining_time: remaining
};

function difference(first: Quantity, second: Quantity): Quantity {
	if (typeof first === 'bigint' && typeof second === 'bigint') return first - second;
	return Number(first) - Number(second);
}

function linear({ on: start }: Counted, { on: end }: Counted, { on }: Counted): number {
	if (on >= end) return 1;
	return on <= start ? 0 : daysBetween(start, on) / daysBetween(start, end);
}

const outside = (actual: number, low: number, high: number) =>
	Math.max(low - actual, actual - high, 0);

/** Whether a value falls short by no more than a tolerance, in binary fractions. */
const isWithin = (shortfall: number, tolerance: number) => (shortfall <= tolerance + 1e-9 ? 1 : 0);

const dated = ({ on, value }: Counted) => ({ on, value: Number(value) });

/** The rules over inputs that each have a part of their own, in the order that the rule's name gives. */
function inOrder(rule: DerivationRule, inputs: Counted[]): Quantity | null {
	const [first, second, third] = inputs;
	if (first === undefined) return null;
	if (rule === 'as_given' || rule === 'by_delivery_state') return first.value;
	const a = Number(first.value);
	if (rule === 'reported_percent') return a / 100;
	if (second === undefined) return null;
	const b = Number(second.value);
	const c = Number(third?.value ?? 0);
	switch (rule) {
		case 'difference':
			return difference(first.value, second.value);
		case 'difference_in_points':
			return (clamped(a) - clamped(b)) * 100;
		case 'ratio':
			return b === 0 ? null : a / b;
		case 'achieved_from_below':
			return Math.max(0, a / b);
		case 'achieved_from_above':
			return Math.max(0, 2 - a / b);
		case 'change_per_day':
			return (b - a) / daysBetween(first.on, second.on);
		case 'days_between':
			return daysBetween(first.on, second.on);
		case 'linear_between_dates':
			return linear(first, second, third!);
		case 'on_path':
			return onPath(dated(first), dated(second), third!.on);
		case 'toward_target':
			return (a - b) / (c - b);
		case 'maintained_from_below':
			return isWithin(b - a, c);
		case 'maintained_from_above':
			return isWithin(a - b, c);
		case 'outside_range':
			return 0 - outside(a, b, c);
		case 'within_range':
			return Math.max(0, 1 - outside(a, b, c) / Number(inputs[3]!.value));
		default:
			return null;
	}
}

/**
 * The figure again, from its inputs down to the reports; null where it is unknown.
 * Equals `derivation.result` for every derivation that `explainFigure` gives.
 */
export function recompute({ rule, inputs }: Derivation): Quantity | null {
	const counted = countedInputs(inputs);
	const make = overAll[rule];
	if (make === undefined) return inOrder(rule, counted);
	return counted.length === 0 ? null : make(counted);
}
