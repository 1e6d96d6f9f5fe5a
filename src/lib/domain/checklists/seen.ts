/** A checklist as its reader sees it: what is asked, how it stands, by which elements, and what became of it. */
import type { Axis } from '../matrix/matrix.ts';
import { matrix, type Matrix } from '../matrix/matrix.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import {
	countsByDay,
	countsOf,
	isGap,
	latestAnswers,
	stateOf,
	type Answer,
	type Counts,
	type CountsOn,
	type ItemState
} from './answers.ts';
import { groupsOf, itemsOf, type ChecklistItem, type ChecklistLine } from './items.ts';

/** An element that an answer names. */
export interface SeenElement {
	id: string;
	code: string;
	title: string;
	/** `there`: on the day of the page; `later`: it is in the plan, and not on that day. */
	standing: 'there' | 'later' | 'retired';
}

export interface SeenItem extends ChecklistItem {
	state: ItemState;
	elements: readonly SeenElement[];
	/** How many elements more there are that are not named here. */
	unnamed: number;
	reason: string | null;
	/** Null: nobody is named. */
	by: string | null;
	/** Of the answer; null: there is none. */
	on: IsoDate | null;
}

export interface SeenGroup {
	headings: readonly ChecklistLine[];
	items: readonly SeenItem[];
}

export interface SeenChecklist {
	counts: Counts;
	/** How many items are asked. */
	total: number;
	items: readonly SeenItem[];
	byDay: readonly CountsOn[];
}

export interface SeenAs {
	/** Undefined: it is not named. */
	elementOf: (id: string) => SeenElement | undefined;
	dayOf: (at: Date) => IsoDate;
	/** Whether who answered is named. */
	namesPeople: boolean;
}

function seenItem(
	item: ChecklistItem,
	answer: Answer | undefined,
	{ elementOf, dayOf, namesPeople }: SeenAs
): SeenItem {
	const ids = answer?.elementIds ?? [];
	const elements = ids.map(elementOf).filter((one) => one !== undefined);
	return {
		...item,
		...{ state: stateOf(answer), elements, unnamed: ids.length - elements.length },
		reason: answer?.reason ?? null,
		by: namesPeople ? (answer?.by ?? null) : null,
		on: answer ? dayOf(answer.at) : null
	};
}

/** @param answers all that were known, of any items */
export function seenChecklist(
	lines: readonly ChecklistLine[],
	answers: readonly Answer[],
	as: SeenAs
): SeenChecklist {
	const asked = itemsOf(lines);
	const latest = latestAnswers(answers);
	const items = asked.map((item) => seenItem(item, latest.get(item.key), as));
	const keys = asked.map(({ key }) => key);
	return {
		counts: countsOf(items.map(({ state }) => state)),
		...{ total: items.length, items, byDay: countsByDay(keys, answers, as.dayOf) }
	};
}

/** Items by their headings; gaps alone, where those are asked for. */
export const seenGroups = (items: readonly SeenItem[], gapsOnly: boolean): SeenGroup[] =>
	groupsOf(gapsOnly ? items.filter(({ state }) => isGap(state)) : items);

/** An item, and one of the elements that cover it. */
export interface Covering {
	item: SeenItem;
	element: ElementRecord;
}

/** Which goals have something that covers which items; elements that are not there on the day are left out. */
export function coveringMatrix(
	items: readonly SeenItem[],
	elements: readonly ElementRecord[],
	goals: Axis<ElementRecord>
): Matrix<Covering> {
	const byId = new Map(elements.map((element) => [element.id, element]));
	const pairs = items.flatMap((item) =>
		item.elements.flatMap(({ id }): Covering[] => {
			const element = byId.get(id);
			return element ? [{ item, element }] : [];
		})
	);
	return matrix(
		pairs,
		{
			lines: items.map(({ key, code, title }) => ({ id: key, code: code ?? '', title })),
			linesOf: ({ item }) => [item.key]
		},
		{ lines: goals.lines, linesOf: ({ element }) => goals.linesOf(element) }
	);
}
