/** What a plan and its elements are aligned to: links from a child up to a parent, each with its days. */
import type { IsoDate } from '../records/records.ts';

export const statementKinds = ['vision', 'goal', 'objective', 'target'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A plan here, or one of its elements. */
export interface Part {
	planId: string;
	/** Null: the plan as a whole. */
	elementId: string | null;
}

/** What a child is aligned to; a plan that lives elsewhere, or a statement of it, and a term of a framework too. */
export type Parent =
	| ({ kind: 'here' } & Part)
	| { kind: 'outside'; outsideId: string; statementId: string | null }
	| { kind: 'term'; termId: string };

export interface Days {
	/** Null: open. */
	from: IsoDate | null;
	until: IsoDate | null;
}

export interface Link extends Days {
	id: string;
	child: Part;
	parent: Parent;
	/** Of the child, in percent, as decimal text; null: not stated. */
	share: string | null;
}

export const holdsOn = ({ from, until }: Days, day: IsoDate): boolean =>
	(from === null || from <= day) && (until === null || day <= until);

/** Whether there is a day on which both hold. */
export const meet = (one: Days, other: Days): boolean =>
	(one.from === null || other.until === null || one.from <= other.until) &&
	(other.from === null || one.until === null || other.from <= one.until);

export const isPart = (one: Part, other: Part): boolean =>
	one.planId === other.planId && one.elementId === other.elementId;

/** Two parents are one where their keys are equal. */
export function parentKey(parent: Parent): string {
	if (parent.kind === 'term') return `term:${parent.termId}`;
	if (parent.kind === 'here')
		return parent.elementId === null ? `plan:${parent.planId}` : `element:${parent.elementId}`;
	return parent.statementId === null
		? `outside:${parent.outsideId}`
		: `statement:${parent.statementId}`;
}

/** The link that says the same of some day already; undefined: there is none. */
export const doubled = (link: Link, others: readonly Link[]): Link | undefined =>
	others.find(
		(other) =>
			isPart(other.child, link.child) &&
			parentKey(other.parent) === parentKey(link.parent) &&
			meet(other, link)
	);

/** No day lies before it: where nothing begins, this stands for the first of all days. */
export const beginning = '0001-01-01';

/** Days that show all there is to see: whatever holds together does so from the day on which the last begins. */
export const beginnings = (links: readonly Days[]): IsoDate[] => [
	...new Set(links.map(({ from }) => from ?? beginning))
];
