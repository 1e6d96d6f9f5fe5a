/** A plan's tree as its publication's text suggests it; everything is a place in that text. */
import type { ElementKind } from '../records/vocabulary.ts';

/** From a character of the text (UTF-16) up to, not including, another. */
export interface Span {
	start: number;
	end: number;
}

/** What a text may state of an element besides its words. */
export const statedFields = [
	'kpi',
	'baseline',
	'target',
	'office',
	'budget',
	'period',
	'verification'
] as const;
export type StatedField = (typeof statedFields)[number];

export interface Stated {
	field: StatedField;
	/** What the text calls it: the head of a column, or the words before the colon. */
	label: Span;
	value: Span;
}

/** How an element was divided from what the text runs together; such a division is ours. */
export type Division = 'run_together' | 'mid_sentence' | 'one_of_a_list';

export interface ProposedElement {
	kind: ElementKind;
	/** The place of its parent in the list of elements; null: at the top of the plan. */
	parent: number | null;
	/** What the text prints before it: a number, a letter, a bullet. */
	marker: Span | null;
	/** The numbers that the text gives it and what stands above it: `II.A.1`; null: none. */
	code: string | null;
	/** The words of the text that state it, its heading word included. */
	passage: Span;
	title: Span;
	description: Span | null;
	/** Service relations behind its title, such as `G2C`. */
	terms: Span[];
	division: Division | null;
	stated: Stated[];
}

/** Why words are no part of the tree. */
export const asideReasons = [
	/** What surrounds a page: its number, menus, addresses. */
	'furniture',
	/** Sentences that no heading, number or bullet makes an element of. */
	'prose',
	/** In a part of the text that is not about what is planned. */
	'other_part',
	/** A heading that says what follows, and is itself nothing planned. */
	'heading',
	/** Added behind an element in another kind of letters. */
	'remark',
	/** Beneath an activity, where a plan has no further kind. */
	'too_deep',
	/** A table's row or column that is none of those known. */
	'table'
] as const;
export type AsideReason = (typeof asideReasons)[number];

export interface SetAside {
	span: Span;
	why: AsideReason;
}

export interface Proposal {
	elements: ProposedElement[];
	vision: Span | null;
	mission: Span | null;
	/** In the order of the text. */
	setAside: SetAside[];
	/** Words that head, mark or introduce what is used. */
	headings: Span[];
}
