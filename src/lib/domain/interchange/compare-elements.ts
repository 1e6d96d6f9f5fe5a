/** Elements: which of the plan's each is, where it stands, and what of it changes. */
import { mayNest, nextCode } from '../records/nesting.ts';
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import { codeKey } from './codes.ts';
import type { ElementChange } from './record-changes.ts';
import type { Known, ResolvedElement } from './known.ts';
import { bareWords } from './match-words.ts';
import type { StoredElement } from './stored.ts';
import type { Value, Wanted, WantedElement } from './wanted.ts';

const isElement = (record: Wanted['records'][number]): record is WantedElement =>
	record.record === 'element';

const named = (element: WantedElement): Value =>
	element.fields['title'] ?? { value: element.code, at: element.at };
const coded = ({ code, at }: WantedElement): Value => ({ value: code, at });

/** The stored element that is meant: by its code as written, else by its code without zeros and letters. */
function storedOf(wanted: WantedElement, known: Known): StoredElement | undefined {
	const { elements } = known.stored;
	const { code, kind } = wanted;
	if (code === null) {
		const title = bareWords(String(wanted.fields['title']?.value ?? ''));
		return elements.find(
			(one) =>
				!one.retired &&
				one.kind === (kind ?? wanted.fallback) &&
				bareWords(String(one.fields['title'])) === title
		);
	}
	const alike = (one: StoredElement) => codeKey(one.kind, one.code) === codeKey(one.kind, code);
	const exact = elements.filter((one) => one.code === code);
	const near = elements.filter((one) => alike(one) && (kind === null || one.kind === kind));
	const live = (one: StoredElement) => !one.retired;
	return exact.find(live) ?? near.find(live) ?? exact[0] ?? near[0];
}

/** Where an element stands: undefined where the sheet does not say, false where it cannot be. */
type Parent = ResolvedElement | null | undefined | false;

function parentOf({ parent, at }: WantedElement, known: Known): Parent {
	if (parent === undefined) return undefined;
	if ('element' in parent) return known.elements.get(parent.element) ?? false;
	const { value } = parent.code;
	if (value === null) return null;
	const found = known.byCode.get(value) ?? nearCode(value, known);
	if (found) return found;
	known.refuse(
		{ ...parent.code, at: parent.code.at ?? at },
		{ problem: 'no_such_element', name: value }
	);
	return false;
}

const nearCode = (code: string, { byCode }: Known): ResolvedElement | undefined =>
	[...byCode.values()].find(
		(one) => one.kind !== 'activity' && codeKey(one.kind, one.code) === codeKey(one.kind, code)
	);

function kindOf(wanted: WantedElement, stored: StoredElement | undefined): ElementKind {
	return wanted.kind ?? stored?.kind ?? wanted.fallback;
}

/** Which element each is, widest first, so that parents are known before their children. */
function resolve(wanted: readonly WantedElement[], known: Known): void {
	const taken = new Set(known.stored.elements.map(({ code }) => code));
	for (const one of wanted) if (one.code !== null) taken.add(one.code);
	const siblings = new Map<string, string[]>();
	for (const one of wanted) {
		const stored = storedOf(one, known);
		const kind = kindOf(one, stored);
		if (stored?.retired) known.refuse(coded(one), { problem: 'retired', name: stored.code });
		else if (stored && stored.kind !== kind)
			known.refuse(coded(one), { problem: 'kind_differs', name: stored.kind });
		else if (!stored && !one.fields['title'])
			known.refuse(coded(one), { problem: 'no_title', name: one.code ?? '' });
		else {
			const code = stored?.code ?? newCode(one, kind, known, { taken, siblings });
			const resolved = { code, kind, stored: stored ?? null };
			known.elements.set(one, resolved);
			known.byCode.set(code, resolved);
		}
	}
}

interface Codes {
	taken: Set<string>;
	siblings: Map<string, string[]>;
}

function newCode(
	one: WantedElement,
	kind: ElementKind,
	known: Known,
	{ taken, siblings }: Codes
): string {
	if (one.code !== null) return one.code;
	const parent =
		one.parent && 'element' in one.parent
			? known.elements.get(one.parent.element)?.code
			: one.parent?.code.value;
	const key = `${kind} ${parent ?? ''}`;
	const beside =
		siblings.get(key) ??
		known.stored.elements
			.filter((other) => other.kind === kind && other.parent === (parent ?? null) && !other.retired)
			.map(({ code }) => code);
	const code = nextCode(kind, parent ?? null, beside, taken);
	taken.add(code);
	siblings.set(key, [...beside, code]);
	return code;
}

/** The codes above an element by what sheet and plan say, until the top or until one comes again. */
function isInCircle(code: string, parents: ReadonlyMap<string, string | null>): boolean {
	const seen = new Set([code]);
	for (let at = parents.get(code) ?? null; at !== null; at = parents.get(at) ?? null) {
		if (at === code) return true;
		if (seen.has(at)) return false;
		seen.add(at);
	}
	return false;
}

/** The parents as they would be, by code. */
function parentsAfter(
	wanted: readonly WantedElement[],
	parents: Map<WantedElement, Parent>,
	known: Known
) {
	const after = new Map(known.stored.elements.map(({ code, parent }) => [code, parent]));
	for (const one of wanted) {
		const [code, parent] = [known.elements.get(one)?.code, parents.get(one)];
		if (code !== undefined && parent !== undefined && parent !== false)
			after.set(code, parent?.code ?? null);
	}
	return after;
}

/** Takes out those whose parent is refused, is no wider than they, or stands beneath them. */
function refusePlaces(wanted: readonly WantedElement[], known: Known): Map<WantedElement, Parent> {
	const parents = new Map(
		wanted.map((one): [WantedElement, Parent] => [one, parentOf(one, known)])
	);
	const after = parentsAfter(wanted, parents, known);
	for (const one of wanted) {
		const [resolved, parent] = [known.elements.get(one), parents.get(one)];
		if (!resolved || parent === undefined || parent === null) continue;
		const at = one.parent && 'code' in one.parent ? one.parent.code : coded(one);
		if (parent !== false && isInCircle(resolved.code, after))
			known.refuse(at, { problem: 'nested_in_circle', name: parent.code });
		else if (parent !== false && !mayNest(resolved.kind, parent.kind))
			known.refuse(at, { problem: 'nesting', name: parent.code });
		else if (parent !== false) continue;
		drop(one, resolved, known);
	}
	return parents;
}

function drop(one: WantedElement, { code, stored }: ResolvedElement, known: Known): void {
	known.elements.delete(one);
	if (stored === null) known.byCode.delete(code);
}

/** What hangs on an element that is out is out too, and says so. */
function refuseOrphans(wanted: readonly WantedElement[], known: Known): void {
	for (const one of wanted) {
		const resolved = known.elements.get(one);
		if (!resolved || !one.parent || !('element' in one.parent)) continue;
		if (known.elements.has(one.parent.element)) continue;
		known.refuse(coded(one), { problem: 'no_such_element', name: one.parent.element.code ?? '' });
		drop(one, resolved, known);
	}
}

function refuseReversed(one: WantedElement, after: Record<string, unknown>, known: Known): boolean {
	for (const kind of ['planned', 'forecast']) {
		const [start, end] = [after[`${kind}_start`], after[`${kind}_end`]];
		const given = one.fields[`${kind}_end`] ?? one.fields[`${kind}_start`];
		if (typeof start !== 'string' || typeof end !== 'string' || start <= end || !given) continue;
		known.refuse(given, { problem: 'start_after_end', name: start });
		return true;
	}
	return false;
}

function compared(one: WantedElement, parent: Parent, known: Known): ElementChange | null {
	const resolved = known.elements.get(one);
	if (!resolved) return null;
	const { code, kind, stored } = resolved;
	const before = stored && { ...stored.fields };
	const { changes, after } = known.compare('element', one.fields, before);
	if (refuseReversed(one, after, known)) {
		drop(one, resolved, known);
		return null;
	}
	const place =
		parent === undefined || parent === false ? (stored?.parent ?? null) : (parent?.code ?? null);
	if (stored && place !== stored.parent)
		changes.unshift({ field: 'parent', before: stored.parent, after: place, at: one.at });
	const state = stored === null ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
	const title = String(after['title'] ?? named(one).value ?? '');
	return { record: 'element', state, at: one.at, code, title, kind, parent: place, changes };
}

const width = (one: WantedElement, known: Known) =>
	elementKinds.indexOf(kindOf(one, storedOf(one, known)));

/** In the order of the sheet, but for what stands beneath an element that comes later. */
function parentsFirst(changes: readonly ElementChange[]): ElementChange[] {
	const open = new Map(changes.map((one) => [one.code, one]));
	const ordered: ElementChange[] = [];
	const take = (one: ElementChange) => {
		const parent = one.parent === null ? undefined : open.get(one.parent);
		if (!open.delete(one.code)) return;
		if (parent) take(parent);
		ordered.push(one);
	};
	for (const one of changes) take(one);
	return ordered;
}

export function compareElements({ records }: Wanted, known: Known): ElementChange[] {
	const widths = new Map(records.filter(isElement).map((one) => [one, width(one, known)]));
	const wanted = [...widths.keys()].toSorted((a, b) => (widths.get(a) ?? 0) - (widths.get(b) ?? 0));
	resolve(wanted, known);
	const parents = refusePlaces(wanted, known);
	refuseOrphans(wanted, known);
	const made = new Map(wanted.map((one) => [one, compared(one, parents.get(one), known)]));
	return parentsFirst(records.flatMap((one) => (isElement(one) ? (made.get(one) ?? []) : [])));
}
