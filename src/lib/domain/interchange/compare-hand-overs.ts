/** Hand-overs: which are new, and what owners were before them. */
import type { FieldValue, Fields } from '../records/changes.ts';
import { same } from '../records/changes.ts';
import { ownerRoles, type OwnerRole } from '../records/vocabulary.ts';
import { codeOf } from './compare-work.ts';
import type { Known } from './known.ts';
import type { ElementChange, HandOverChange } from './record-changes.ts';
import type { SheetProblem, Wanted, WantedHandOver } from './wanted.ts';

/** The field of an element that holds the owners of a role. */
export const ownerFields: Record<OwnerRole, 'lead' | 'co_leads' | 'reporters'> = {
	lead: 'lead',
	co_lead: 'co_leads',
	reporter: 'reporters'
};

const isHandOver = (record: Wanted['records'][number]): record is WantedHandOver =>
	record.record === 'hand_over';

const names = (value: FieldValue | undefined): string[] =>
	Array.isArray(value) ? value.map(String) : [];
const only = (value: FieldValue | undefined): string => names(value)[0] ?? '';

export interface HandedOver {
	role: OwnerRole;
	from: string;
	to: string;
	on: string;
}

/** What a hand-over says of owners; its fields are settled. */
export function handedOf(after: Fields): HandedOver {
	const role = ownerRoles.find((one) => one === after['role']) ?? 'lead';
	const on = String(after['handed_on'] ?? '');
	return { role, from: only(after['from']), to: only(after['to']), on };
}

const needed = ['role', 'from', 'to', 'handed_on'] as const;

function problemOf(after: Fields): { why: SheetProblem; field: string } | null {
	const missing = needed.find((name) => {
		const value = after[name];
		return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
	});
	if (missing) return { why: { problem: 'required' }, field: missing };
	const several = (['from', 'to'] as const).find((name) => names(after[name]).length > 1);
	if (several) return { why: { problem: 'one_organisation' }, field: several };
	const { from, to } = handedOf(after);
	const isNowhere = from === to && (after['to_office'] ?? null) === null;
	return isNowhere ? { why: { problem: 'required' }, field: 'to_office' } : null;
}

/** The stored one that is meant: of the same element, role, organisations and day. */
const storedOf = (code: string, after: Fields, { stored }: Known) =>
	stored.handOvers.find(
		({ element, fields }) =>
			element === code && needed.every((name) => same(fields[name] ?? null, after[name] ?? null))
	);

function compared(one: WantedHandOver, known: Known): HandOverChange | null {
	const { at, element } = one;
	const code = element === null ? '' : codeOf(element);
	const found = element === null ? undefined : known.elementOf(element);
	if (!found) {
		const problem = code === '' ? 'no_code' : 'no_such_element';
		known.refuse({ value: code, at }, { problem, name: code });
		return null;
	}
	const { changes, after } = known.compare('hand_over', one.fields, null);
	const wrong = problemOf(after);
	const stored = wrong ? undefined : storedOf(found.code, after, known);
	const { drafting, unadopted } = known.stored;
	const problem =
		wrong ??
		(stored && differing(stored.fields, after)) ??
		(stored ? null : drafting ? { why: { problem: 'beside_draft' } as const, field: '' } : null) ??
		(!stored && unadopted ? { why: { problem: 'before_adoption' } as const, field: '' } : null);
	if (problem) {
		known.refuse(one.fields[problem.field] ?? { value: code, at }, problem.why);
		return null;
	}
	const { from, to } = handedOf(after);
	const about = { code: found.code, title: `${from} → ${to}`, element: found.code };
	const state = stored ? 'unchanged' : 'created';
	return { record: 'hand_over', state, at, ...about, changes: stored ? [] : changes, after };
}

/** What was handed over is never written anew: a row that says something else of it is refused. */
function differing(stored: Fields, after: Fields): { why: SheetProblem; field: string } | null {
	const field = Object.keys(stored).find(
		(name) => name in after && !same(stored[name] ?? null, after[name] ?? null)
	);
	return field === undefined ? null : { why: { problem: 'handed_otherwise' }, field };
}

/** In the order of their days. */
export const compareHandOvers = ({ records }: Wanted, known: Known): HandOverChange[] =>
	records
		.flatMap((one) => (isHandOver(one) ? (compared(one, known) ?? []) : []))
		.toSorted((one, other) => (handedOf(one.after).on < handedOf(other.after).on ? -1 : 1));

/** Owners as they were before some hand-overs, the last of which is undone first; null: it cannot be so. */
function before(owners: readonly string[], handed: readonly HandedOver[]): string[] | null {
	let now = [...owners];
	for (const { from, to } of handed.toReversed()) {
		if (!now.includes(to)) return null;
		if (from !== to) now = [...new Set([...now.filter((one) => one !== to), from])].toSorted();
	}
	return now;
}

interface Settled {
	elements: ElementChange[];
	handOvers: HandOverChange[];
}

/** The owners of an element as its sheet has them after all hand-overs, by the fields of their roles. */
const ownersAfter = (element: ElementChange | undefined, code: string, known: Known) => {
	const stored = known.byCode.get(code)?.stored?.fields ?? {};
	return (field: string): string[] => {
		const change = element?.changes.find((one) => one.field === field);
		return names(change ? change.after : stored[field]);
	};
};

/**
 * What sheets say of owners is so once all is handed over that they say: so an element gets the owners of
 * before, and the hand-overs make the rest of it. One that leads elsewhere is refused.
 */
export function withHandOvers(
	elements: readonly ElementChange[],
	handOvers: readonly HandOverChange[],
	known: Known
): Settled {
	const made = Map.groupBy(
		handOvers.filter(({ state }) => state === 'created'),
		({ element }) => element
	);
	const byCode = new Map(elements.map((one) => [one.code, one]));
	const out = new Set<HandOverChange>();
	for (const [code, all] of made) {
		const element = byCode.get(code);
		const ownersOf = ownersAfter(element, code, known);
		for (const [role, own] of Map.groupBy(all, ({ after }) => handedOf(after).role)) {
			// whoever takes over on a day to come does not own it yet
			const done = own.map(({ after }) => handedOf(after));
			const past = done.filter(({ on }) => on <= known.stored.today);
			const field = ownerFields[role];
			const owners = before(ownersOf(field), past);
			if (owners === null) {
				for (const one of own) {
					out.add(one);
					known.refuse({ value: one.title, at: one.at }, { problem: 'owner_differs', name: code });
				}
				continue;
			}
			if (element) byCode.set(code, withOwners(byCode.get(code) ?? element, field, owners));
		}
	}
	return {
		elements: elements.map((one) => byCode.get(one.code) ?? one),
		handOvers: handOvers.filter((one) => !out.has(one))
	};
}

/** An element's change with other owners than its sheet says. */
function withOwners(element: ElementChange, field: string, owners: string[]): ElementChange {
	const changes = element.changes
		.map((one) => (one.field === field ? { ...one, after: owners } : one))
		.filter((one) => element.state === 'created' || !same(one.before, one.after));
	const isSame = element.state === 'changed' && changes.length === 0;
	return { ...element, changes, state: isSame ? 'unchanged' : element.state };
}
