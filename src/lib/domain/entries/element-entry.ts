/** What may be set of an element: its milestones and its weight must agree with what stands around them. */
import type { IsoDate } from '../records/records.ts';
import type { Problem } from './entered.ts';

export interface ElementEntry {
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
	/** Decimal text; null: not set. */
	weight: string | null;
	/** In their order. */
	milestones: readonly { plannedOn: IsoDate | null }[];
}

/** What an element is compared with. */
export interface ElementContext {
	/** As it is stored. */
	stored: ElementEntry;
	/** Of those that stand beside it, where the plan weighs by given weights; else none. */
	siblingWeights: readonly (string | null)[];
}

/** The field of a part of a milestone, by the milestone's place in the list. */
export const milestoneField = (index: number, part: string) => `milestone-${index}-${part}`;

/** A milestone that is planned before its activity starts or after it ends. */
function outside(
	{ plannedStart, plannedEnd }: ElementEntry,
	plannedOn: IsoDate | null
): Pick<Problem, 'problem' | 'day'> | undefined {
	if (plannedOn === null) return undefined;
	if (plannedEnd !== null && plannedOn > plannedEnd)
		return { problem: 'milestone_after_end', day: plannedEnd };
	if (plannedStart !== null && plannedOn < plannedStart)
		return { problem: 'milestone_before_start', day: plannedStart };
	return undefined;
}

/** Milestones that lie outside their activity by what is sent, and did not by what is stored. */
function milestoneProblems(sent: ElementEntry, stored: ElementEntry): Problem[] {
	const had = new Set(
		stored.milestones
			.filter(({ plannedOn }) => outside(stored, plannedOn))
			.map(({ plannedOn }) => plannedOn)
	);
	return sent.milestones.flatMap(({ plannedOn }, index) => {
		const found = had.has(plannedOn) ? undefined : outside(sent, plannedOn);
		return found ? [{ field: milestoneField(index, 'planned_on'), ...found }] : [];
	});
}

/** A weight that leaves some of those that stand beside each other weighed and some not. */
function weightProblems(
	{ weight }: ElementEntry,
	{ stored, siblingWeights }: ElementContext
): Problem[] {
	const isMixed = siblingWeights.some((one) => (one === null) !== (weight === null));
	const isNew = (weight === null) !== (stored.weight === null);
	return isMixed && isNew ? [{ field: 'weight', problem: 'weights_mixed' }] : [];
}

/** What is asked about an element, in the order of its form; what stands there already is not. */
export const elementProblems = (sent: ElementEntry, context: ElementContext): Problem[] => [
	...milestoneProblems(sent, context.stored),
	...weightProblems(sent, context)
];

/**
 * Milestones that are given no weight while others are, each by its place in the list: which share of
 * the work they are cannot be told. Without any weights all are equal, and so are weights of 1.
 */
export function unweighedMilestones(weights: readonly (string | null)[]): Problem[] {
	const isWeighed = weights.some((weight) => weight !== null && Number(weight) !== 1);
	if (!isWeighed) return [];
	return weights.flatMap((weight, index): Problem[] =>
		weight === null
			? [{ field: milestoneField(index, 'weight'), problem: 'milestone_weight_missing' }]
			: []
	);
}
