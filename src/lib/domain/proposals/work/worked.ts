/** A proposal while a person works on it: what is to become the plan. */
import type { ElementKind } from '../../records/vocabulary.ts';
import type { AsideReason, Division, Proposal, Span, Stated } from '../proposal.ts';
import { wordsAt } from '../spans.ts';

export interface WorkedElement {
	id: number;
	kind: ElementKind;
	/** The id of its parent; null: at the top of the plan. */
	parent: number | null;
	code: string | null;
	/** What it is called; the passage's own words unless `reason` says why not. */
	title: string;
	/** The words of the passage that the title is. */
	source: Span;
	passage: Span;
	description: Span | null;
	terms: Span[];
	division: Division | 'joined' | null;
	stated: Stated[];
	/** Why the title differs from the passage; null: it does not. */
	reason: string | null;
}

export interface LeftOut {
	id: number;
	span: Span;
	why: AsideReason | 'by_hand';
}

export interface WorkedPlan {
	/** The next id to be given. */
	next: number;
	/** Each behind its parent and what stands before it. */
	elements: WorkedElement[];
	leftOut: LeftOut[];
	vision: Span | null;
	mission: Span | null;
}

/** Words on one line: how a text is broken into lines is not its wording. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** Work on a proposal begins with all of it accepted. */
export function begun(text: string, { elements, setAside, vision, mission }: Proposal): WorkedPlan {
	return {
		next: elements.length + setAside.length,
		elements: elements.map(({ marker: _, title, ...element }, id) => ({
			...element,
			id,
			source: title,
			title: oneLine(wordsAt(text, title)),
			reason: null
		})),
		leftOut: setAside.map((aside, at) => ({ ...aside, id: elements.length + at })),
		vision,
		mission
	};
}

/** Those directly beneath an element, in order; null: at the top. */
export const beneath = ({ elements }: WorkedPlan, parent: number | null): WorkedElement[] =>
	elements.filter((element) => element.parent === parent);

/** An element with all beneath it, in order. */
export function branch(plan: WorkedPlan, id: number): WorkedElement[] {
	const own = plan.elements.filter((element) => element.id === id);
	return [...own, ...beneath(plan, id).flatMap((child) => branch(plan, child.id))];
}

/** How many stand above it. */
export function depthOf({ elements }: WorkedPlan, element: WorkedElement): number {
	const parents = new Map(elements.map(({ id, parent }) => [id, parent]));
	let depth = 0;
	for (let at = element.parent; at !== null; at = parents.get(at) ?? null) depth += 1;
	return depth;
}
