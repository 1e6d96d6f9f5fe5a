/** What the page of a draft shows: the text with what is used of it, the tree, what is left out. */
import type { DraftRow } from '#lib/server/plan-drafts/queries.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Span } from '#lib/domain/proposals/proposal.ts';
import { depthOf, type LeftOut, type WorkedElement } from '#lib/domain/proposals/work/worked.ts';

export interface TreeLine {
	id: number;
	kind: ElementKind;
	depth: number;
	title: string;
	reason: string | null;
	isDivided: boolean;
}

export interface TextPart {
	words: string;
	/** The element that it states; null: none. */
	id: number | null;
	/** Whether a link may lead here: it is the first of its element. */
	isFirst: boolean;
}

/** The text in parts, each of one element or of none. */
export function textParts({ text, worked }: Pick<DraftRow, 'text' | 'worked'>): TextPart[] {
	const parts: TextPart[] = [];
	let from = 0;
	const plain = (end: number) => {
		if (end > from) parts.push({ words: text.slice(from, end), id: null, isFirst: false });
		from = Math.max(from, end);
	};
	const inOrder = worked.elements.toSorted((one, other) => one.source.start - other.source.start);
	for (const { id, source } of inOrder) {
		if (source.end <= from) continue;
		plain(source.start);
		parts.push({ words: text.slice(from, source.end), id, isFirst: true });
		from = source.end;
	}
	plain(text.length);
	return parts;
}

export function treeLines({ worked }: Pick<DraftRow, 'worked'>): TreeLine[] {
	return worked.elements.map((element) => ({
		id: element.id,
		kind: element.kind,
		depth: depthOf(worked, element),
		title: element.title,
		reason: element.reason,
		isDivided: element.division !== null
	}));
}

const said = (text: string, { start, end }: Span) => text.slice(start, end);

export interface Chosen {
	id: number;
	title: string;
	passage: string;
	description: string | null;
	reason: string;
	stated: { label: string; value: string }[];
}

/** The element in hand, with its words. */
export function chosenOf(text: string, element: WorkedElement): Chosen {
	const { id, title, reason, passage, description, stated } = element;
	return {
		id,
		title,
		reason: reason ?? '',
		passage: said(text, passage),
		description: description && said(text, description),
		stated: stated.map(({ label, value }) => ({
			label: said(text, label),
			value: said(text, value)
		}))
	};
}

export interface LeftGroup {
	why: LeftOut['why'];
	left: { id: number; words: string }[];
}

const order: LeftOut['why'][] = [
	'by_hand',
	'too_deep',
	'table',
	'remark',
	'heading',
	'prose',
	'other_part',
	'furniture'
];

/** What is left out, by why; what may rather be planned comes first. */
export function leftGroups({ text, worked }: Pick<DraftRow, 'text' | 'worked'>): LeftGroup[] {
	const groups = Map.groupBy(worked.leftOut, ({ why }) => why);
	return order.flatMap((why) => {
		const left = groups.get(why);
		return left
			? [{ why, left: left.map(({ id, span }) => ({ id, words: said(text, span) })) }]
			: [];
	});
}

export const counts = ({ worked: { elements, leftOut } }: Pick<DraftRow, 'worked'>) => {
	const of = (kind: ElementKind) => elements.filter((element) => element.kind === kind).length;
	return {
		goals: of('goal'),
		objectives: of('objective'),
		activities: of('activity'),
		left: leftOut.length
	};
};
