/** What a person can do with a proposal, one act at a time; each is pure and gives the whole anew. */
import { kindUnder, mayNest } from '../../records/nesting.ts';
import type { ElementKind } from '../../records/vocabulary.ts';
import type { Span } from '../proposal.ts';
import { trimmed, wordsAt } from '../spans.ts';
import { beneath, branch, oneLine, type WorkedElement, type WorkedPlan } from './worked.ts';

export type Act =
	| { act: 'retype'; id: number; kind: ElementKind }
	| { act: 'indent' | 'outdent' | 'up' | 'down' | 'join' | 'leave_out'; id: number }
	/** @property from the words with which the second begins */
	| { act: 'split'; id: number; from: string }
	| { act: 'use'; id: number; kind: ElementKind; behind: number | null }
	| { act: 'word'; id: number; title: string; reason: string };

export const actNames = [
	'retype',
	'indent',
	'outdent',
	'up',
	'down',
	'join',
	'leave_out',
	'split',
	'use',
	'word'
] as const satisfies readonly Act['act'][];

/** Why an act cannot be done. */
export type ActRefusal =
	| 'no_such_element'
	| 'nothing_above'
	| 'at_the_top'
	| 'first_already'
	| 'last_already'
	| 'nothing_to_join'
	| 'words_not_found'
	| 'reason_missing'
	| 'title_missing';

export type Acted = { plan: WorkedPlan; at: number | null } | { refused: ActRefusal };

/** Elements in the order of the tree; what may not stand where it stands goes further up. */
function settled(plan: WorkedPlan): WorkedPlan {
	const byId = new Map(plan.elements.map((element) => [element.id, element]));
	const elements = plan.elements.map((element) => {
		let { parent } = element;
		for (let above = parent === null ? undefined : byId.get(parent); above;) {
			if (mayNest(element.kind, above.kind)) break;
			parent = above.parent;
			above = parent === null ? undefined : byId.get(parent);
		}
		return { ...element, parent };
	});
	const loose = { ...plan, elements };
	return { ...plan, elements: beneath(loose, null).flatMap(({ id }) => branch(loose, id)) };
}

const changed = (plan: WorkedPlan, id: number, change: Partial<WorkedElement>): WorkedPlan => ({
	...plan,
	elements: plan.elements.map((element) =>
		element.id === id ? { ...element, ...change } : element
	)
});

const siblingsOf = (plan: WorkedPlan, { parent }: WorkedElement) => beneath(plan, parent);

function indented(plan: WorkedPlan, element: WorkedElement): Acted {
	const siblings = siblingsOf(plan, element);
	const above = siblings[siblings.findIndex(({ id }) => id === element.id) - 1];
	const kind = above ? kindUnder(element.kind, above.kind) : null;
	if (!above || kind === null) return { refused: 'nothing_above' };
	return { plan: settled(changed(plan, element.id, { parent: above.id, kind })), at: element.id };
}

/** Behind its parent, with all beneath it. */
function outdented(plan: WorkedPlan, element: WorkedElement): Acted {
	const parent = plan.elements.find(({ id }) => id === element.parent);
	if (!parent) return { refused: 'at_the_top' };
	const own = new Set(branch(plan, element.id).map(({ id }) => id));
	const behind = branch(plan, parent.id)
		.filter(({ id }) => !own.has(id))
		.at(-1);
	const moved = plan.elements
		.filter(({ id }) => own.has(id))
		.map((one) => (one.id === element.id ? { ...one, parent: parent.parent } : one));
	const others = plan.elements.filter(({ id }) => !own.has(id));
	const at = others.findIndex(({ id }) => id === behind?.id) + 1;
	return {
		plan: settled({ ...plan, elements: others.toSpliced(at, 0, ...moved) }),
		at: element.id
	};
}

function shifted(plan: WorkedPlan, element: WorkedElement, by: 1 | -1): Acted {
	const siblings = siblingsOf(plan, element);
	const at = siblings.findIndex(({ id }) => id === element.id);
	const other = siblings[at + by];
	if (!other) return { refused: by < 0 ? 'first_already' : 'last_already' };
	const swapped = plan.elements.map((one) =>
		one.id === element.id ? other : one.id === other.id ? element : one
	);
	return { plan: settled({ ...plan, elements: swapped }), at: element.id };
}

const around = (one: Span, other: Span): Span => ({
	start: Math.min(one.start, other.start),
	end: Math.max(one.end, other.end)
});

/** One element of two that stand beside each other; what stands beneath the second is the first's. */
function joined(text: string, plan: WorkedPlan, element: WorkedElement): Acted {
	const siblings = siblingsOf(plan, element);
	const next = siblings[siblings.findIndex(({ id }) => id === element.id) + 1];
	if (!next) return { refused: 'nothing_to_join' };
	const source = around(element.source, next.source);
	const one: Partial<WorkedElement> = {
		source,
		title: oneLine(wordsAt(text, source)),
		passage: around(element.passage, next.passage),
		description: next.description ?? element.description,
		terms: [...element.terms, ...next.terms],
		stated: [...element.stated, ...next.stated],
		division: 'joined',
		reason: null
	};
	const elements = plan.elements
		.filter(({ id }) => id !== next.id)
		.map((other) => (other.parent === next.id ? { ...other, parent: element.id } : other));
	return { plan: settled(changed({ ...plan, elements }, element.id, one)), at: element.id };
}

/** Where words begin within a span, however the text breaks them into lines. */
function placeOf(text: string, { start, end }: Span, words: string): number | undefined {
	const said = oneLine(words).split(' ').map(RegExp.escape).join('\\s+');
	const found = said === '' ? -1 : text.slice(start, end).search(new RegExp(said, 'u'));
	return found > 0 ? start + found : undefined;
}

/** Two of one passage, which stays whole with both. */
function split(text: string, plan: WorkedPlan, element: WorkedElement, from: string): Acted {
	const end = Math.max(element.source.end, element.description?.end ?? 0);
	const at = placeOf(text, { start: element.source.start, end }, from);
	if (at === undefined) return { refused: 'words_not_found' };
	const first = trimmed(text, { start: element.source.start, end: at });
	const second = { start: at, end: at < element.source.end ? element.source.end : end };
	const whole = { division: 'mid_sentence' as const, reason: null };
	const other: WorkedElement = {
		...element,
		...whole,
		id: plan.next,
		code: null,
		source: second,
		title: oneLine(wordsAt(text, second)),
		description: at < element.source.end ? element.description : null,
		terms: [],
		stated: []
	};
	const before: Partial<WorkedElement> = {
		...whole,
		source: first,
		title: oneLine(wordsAt(text, first)),
		description: null
	};
	const behind = branch(plan, element.id).at(-1);
	const place = plan.elements.findIndex(({ id }) => id === behind?.id) + 1;
	const elements = plan.elements.toSpliced(place, 0, other);
	const both = changed({ ...plan, elements, next: plan.next + 1 }, element.id, before);
	return { plan: settled(both), at: other.id };
}

/** Its words are left out; what stands beneath it stands where it stood. */
function leftOut(plan: WorkedPlan, { id, parent, passage }: WorkedElement): Acted {
	const elements = plan.elements
		.filter((element) => element.id !== id)
		.map((element) => (element.parent === id ? { ...element, parent } : element));
	const isShared = elements.some((other) => other.passage.start === passage.start);
	const aside = isShared ? [] : [{ id: plan.next, span: passage, why: 'by_hand' as const }];
	const left = [...plan.leftOut, ...aside].sort((one, other) => one.span.start - other.span.start);
	return { plan: settled({ ...plan, next: plan.next + 1, elements, leftOut: left }), at: parent };
}

/** An element of words that were left out, behind another. */
function used(text: string, plan: WorkedPlan, act: Act & { act: 'use' }): Acted {
	const aside = plan.leftOut.find(({ id }) => id === act.id);
	if (!aside) return { refused: 'no_such_element' };
	const before = plan.elements.find(({ id }) => id === act.behind);
	const element: WorkedElement = {
		id: plan.next,
		kind: act.kind,
		parent: before ? (mayNest(act.kind, before.kind) ? before.id : before.parent) : null,
		code: null,
		title: oneLine(wordsAt(text, aside.span)),
		source: aside.span,
		passage: aside.span,
		description: null,
		terms: [],
		division: null,
		stated: [],
		reason: null
	};
	const at = before ? plan.elements.indexOf(before) + 1 : plan.elements.length;
	return {
		plan: settled({
			...plan,
			next: plan.next + 1,
			elements: plan.elements.toSpliced(at, 0, element),
			leftOut: plan.leftOut.filter(({ id }) => id !== act.id)
		}),
		at: element.id
	};
}

/** Another title, with the reason why; the passage's own words need none. */
function worded(
	text: string,
	plan: WorkedPlan,
	{ id, source }: WorkedElement,
	act: Act & { act: 'word' }
): Acted {
	const title = oneLine(act.title);
	if (title === '') return { refused: 'title_missing' };
	const isOwn = title !== oneLine(wordsAt(text, source));
	if (isOwn && act.reason.trim() === '') return { refused: 'reason_missing' };
	return { plan: changed(plan, id, { title, reason: isOwn ? act.reason.trim() : null }), at: id };
}

/** Does one act; the element that it leaves in hand is given with it. */
export function acted(text: string, plan: WorkedPlan, act: Act): Acted {
	if (act.act === 'use') return used(text, plan, act);
	const element = plan.elements.find(({ id }) => id === act.id);
	if (!element) return { refused: 'no_such_element' };
	switch (act.act) {
		case 'retype':
			return { plan: settled(changed(plan, act.id, { kind: act.kind })), at: act.id };
		case 'indent':
			return indented(plan, element);
		case 'outdent':
			return outdented(plan, element);
		case 'up':
			return shifted(plan, element, -1);
		case 'down':
			return shifted(plan, element, 1);
		case 'join':
			return joined(text, plan, element);
		case 'split':
			return split(text, plan, element, act.from);
		case 'leave_out':
			return leftOut(plan, element);
		case 'word':
			return worded(text, plan, element, act);
	}
}
