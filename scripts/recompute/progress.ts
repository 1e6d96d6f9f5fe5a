/** Effective weights, and the one roll-up over leaf activities. */
import type { Facts } from './facts.ts';
import type { ElementFacts } from './facts-form.ts';
import { Fraction, read } from './fraction.ts';
import { counts, workOf, type Work } from './work.ts';

/** By activity; null: not weighed. What does not count is left out. */
type Weights = Map<string, Fraction | null>;

function costs(facts: Facts, { id }: ElementFacts): Fraction | null {
	const ofIt = facts.lines.filter(({ element }) => element === id);
	const sum = Fraction.sum(ofIt.flatMap(({ cost }) => read(cost) ?? []));
	return sum.equals(Fraction.zero) ? null : sum;
}

/** What an element has of its parent's weight, among the siblings that have work below. */
function shareOf(facts: Facts, element: ElementFacts, isWork: Set<string>): Fraction | null {
	const parent = facts.parentOf(element) ?? null;
	const siblings = facts
		.childrenOf(parent)
		.filter((sibling) => facts.leaves(sibling).some(({ id }) => isWork.has(id)));
	const given = siblings.flatMap(({ weight }) => read(weight) ?? []);
	const total = Fraction.sum(given);
	if (facts.settings.roll_up_method === 'equal' || total.equals(Fraction.zero)) {
		return new Fraction(1n, BigInt(siblings.length));
	}
	return read(element.weight)?.over(total) ?? null;
}

function weightOf(facts: Facts, element: ElementFacts, isWork: Set<string>): Fraction | null {
	if (facts.settings.roll_up_method === 'cost') return costs(facts, element);
	let weight: Fraction | null = Fraction.one;
	for (let up: ElementFacts | undefined = element; up && weight; up = facts.parentOf(up)) {
		const share: Fraction | null = shareOf(facts, up, isWork);
		weight = share && weight.times(share);
	}
	return weight;
}

export interface RolledUp {
	weight: Fraction;
	value: Fraction | null;
	planned: Fraction | null;
	done_compared: Fraction | null;
	slippage: Fraction | null;
	coverage: Fraction | null;
	partial: boolean;
	not_weighed: number;
}

const ratio = (above: Fraction, below: Fraction) =>
	below.equals(Fraction.zero) ? null : above.over(below);

export class Progress {
	readonly facts: Facts;
	readonly work: Map<string, Work>;
	readonly weights: Weights;
	readonly #made = new Map<string | null, RolledUp>();

	constructor(facts: Facts) {
		this.facts = facts;
		const work = facts.leaves(null).map((leaf) => workOf(facts, leaf));
		this.work = new Map(work.map((one) => [one.element.id, one]));
		const counted = work.filter(counts).map(({ element }) => element);
		const isWork = new Set(counted.map(({ id }) => id));
		this.weights = new Map(counted.map((leaf) => [leaf.id, weightOf(facts, leaf, isWork)]));
	}

	workBeneath(element: ElementFacts | null): Work[] {
		return this.facts.leaves(element).map(({ id }) => this.work.get(id)!);
	}

	of(element: ElementFacts | null): RolledUp {
		const key = element?.id ?? null;
		const made = this.#made.get(key) ?? this.#rollUp(element);
		this.#made.set(key, made);
		return made;
	}

	/** An activity's own figures stand also where it has no weight among others. */
	#rollUp(element: ElementFacts | null): RolledUp {
		const counted = this.workBeneath(element).filter(counts);
		const isOwn = element?.kind === 'activity';
		const weighed = counted.flatMap((work) => {
			const weight = isOwn ? Fraction.one : this.weights.get(work.element.id);
			return weight ? [{ work, weight }] : [];
		});
		return {
			...rolledUp(weighed, Fraction.read(this.facts.settings.coverage_threshold)),
			not_weighed: counted.filter(({ element: { id } }) => !this.weights.get(id)).length
		};
	}

	/** What an element weighs of the whole plan. */
	shareOf(element: ElementFacts): Fraction | null {
		const whole = this.of(null).weight;
		if (element.kind !== 'activity') return ratio(this.of(element).weight, whole);
		const weight = this.weights.get(element.id);
		return weight ? ratio(weight, whole) : null;
	}
}

function rolledUp(
	weighed: { work: Work; weight: Fraction }[],
	threshold: Fraction
): Omit<RolledUp, 'not_weighed'> {
	const known = weighed.filter(({ work }) => work.done !== null);
	const compared = known.filter(({ work }) => work.planned !== null);
	const covered = weighed.filter(({ work }) => work.covered);
	const total = (of: typeof weighed) => Fraction.sum(of.map(({ weight }) => weight));
	const done = (of: typeof weighed) =>
		Fraction.sum(of.map(({ work, weight }) => weight.times(work.done!.clamped())));
	const plans = compared.map(({ work, weight }) => weight.times(work.planned!));
	const planned = ratio(Fraction.sum(plans), total(compared));
	const doneCompared = ratio(done(compared), total(compared));
	const coverage = ratio(total(covered), total(weighed));
	return {
		weight: total(weighed),
		value: ratio(done(known), total(known)),
		planned,
		done_compared: doneCompared,
		slippage: planned && doneCompared && doneCompared.minus(planned).times(new Fraction(100n)),
		coverage,
		partial: coverage !== null && coverage.isBelow(threshold)
	};
}
