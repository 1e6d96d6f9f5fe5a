/**
 * Every figure of a plan again, by the rules alone: from the facts document, with exact fractions, and
 * with none of the application's code. Made in the form of the figures document, to be compared with it.
 */
import { Facts, type Day } from './facts.ts';
import type { ElementFacts, FactsDocument } from './facts-form.ts';
import type { Fraction } from './fraction.ts';
import { attainedBy, kpiNumbers, type KpiNumbers } from './kpis.ts';
import { moneyOf } from './money.ts';
import { Progress, type RolledUp } from './progress.ts';
import { rollOutTrees } from './roll-outs.ts';
import type { Leaf, Tree } from './tree.ts';
import { counts, daysLate } from './work.ts';

function progressTree(
	{ value, planned, done_compared, coverage, partial }: RolledUp,
	slippage: Fraction | null
): Tree {
	return {
		delivery_progress: { value, coverage, partial },
		planned_progress: { value: planned, coverage, partial },
		done_compared: { value: done_compared, coverage, partial },
		slippage: { value: slippage }
	};
}

const records = <Row>(rows: readonly Row[], make: (row: Row) => [string, Leaf | Tree]): Tree =>
	Object.fromEntries(rows.map(make));

class Recomputation {
	readonly facts: Facts;
	readonly progress: Progress;
	/** At the end of the latest period due, where planned and done are compared. */
	readonly compared: Progress | null;
	readonly kpis: KpiNumbers[];

	constructor(facts: Facts) {
		const { due, document } = facts;
		this.facts = facts;
		this.progress = new Progress(facts);
		this.kpis = facts.kpis.map((kpi) => kpiNumbers(facts, kpi));
		if (due) this.compared = new Progress(facts.on(due.ends_on));
		else this.compared = document.periods.length === 0 ? this.progress : null;
	}

	/** What an element and the whole plan have alike. */
	summary(of: ElementFacts | null): Tree {
		const shareOf = (element: ElementFacts) => this.progress.shareOf(element);
		const then = of && this.compared?.facts.elements.find(({ id }) => id === of.id);
		const isThere = of === null || then !== undefined;
		const work = this.progress.workBeneath(of);
		const isOut = of?.kind === 'activity' && !work.some(counts);
		const slippage = isThere && !isOut ? this.compared?.of(then ?? null).slippage : null;
		return {
			...progressTree(this.progress.of(of), slippage ?? null),
			attainment: { ...attainedBy({ facts: this.facts, shareOf }, this.kpis, of) },
			days_late: { value: daysLate(work, this.facts.asOf) }
		};
	}

	headline(): Tree {
		return {
			...this.summary(null),
			coverage: { value: this.progress.of(null).coverage },
			...records(Object.entries(moneyOf(this.facts, null)), ([name, money]) => [
				name,
				{ ...money }
			]),
			effective_weight: 1
		};
	}

	element(element: ElementFacts): Tree {
		const work = element.kind === 'activity' ? this.progress.work.get(element.id) : undefined;
		const summary = this.summary(element);
		if (work) {
			// an activity's own figures are as reported, and its plan needs no report
			const { coverage, partial } = this.progress.of(element);
			summary.delivery_progress = { value: work.done, coverage, partial };
			summary.planned_progress = { value: work.planned, coverage, partial };
		}
		return {
			state: work?.state ?? null,
			effective_weight: this.progress.shareOf(element),
			...summary
		};
	}

	curvePoint(on: Day): Tree {
		const { planned, value, coverage } = new Progress(this.facts.on(on)).of(null);
		const isPast = on <= this.facts.asOf;
		return { planned, done: isPast ? value : null, coverage: isPast ? coverage : null };
	}

	all(): Tree {
		const ends = this.facts.document.periods.map(({ ends_on }) => ends_on);
		const rollOuts = rollOutTrees(this.facts.rollOuts, this.facts.asOf);
		return {
			as_of: this.facts.asOf,
			known_on: this.facts.knownOn,
			slippage_on: this.compared?.facts.asOf ?? null,
			weighting: { not_weighed: this.progress.of(null).not_weighed },
			headline: this.headline(),
			elements: records(this.facts.elements, (one) => [one.code, this.element(one)]),
			kpis: records(this.kpis, (one) => [one.kpi.code, kpiTree(one)]),
			curve: records(ends.length > 0 ? ends : [this.facts.asOf], (on) => [on, this.curvePoint(on)]),
			...(rollOuts && { roll_outs: rollOuts })
		};
	}
}

function kpiTree({ last, attainment, achievement, isPartial, outlook }: KpiNumbers): Tree {
	return {
		measured_on: last?.on ?? null,
		kpi_value: { value: last?.value ?? null },
		kpi_attainment: { value: attainment },
		kpi_achievement: { value: achievement },
		kpi_period_target: last?.window.closes?.value ?? null,
		kpi_window_partial: isPartial,
		kpi_outlook: outlook.verdict,
		kpi_projected: { value: outlook.projected },
		kpi_projected_low: outlook.low,
		kpi_projected_high: outlook.high,
		kpi_pace: { value: outlook.pace },
		kpi_needed_pace: { value: outlook.needed },
		kpi_miss_by: outlook.missBy
	};
}

/** The figures of a facts document on a day, as known on another. */
export function recompute(document: FactsDocument, asOf: Day, knownOn: Day): Tree {
	return new Recomputation(new Facts(document, asOf, knownOn)).all();
}
