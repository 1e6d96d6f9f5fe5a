/** Which element a row speaks of: by columns for each level, or one row an element. */
import { same, type FieldValue } from '../records/changes.ts';
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import { codeAnew, codedTitle, codeKey } from './codes.ts';
import type { At } from './cells.ts';
import { bareWords } from './match-words.ts';
import { fieldsOf, first, wordsIn, type Row } from './read-row.ts';
import { elementOptions, type Role, type SheetMap } from './roles.ts';
import type { ElementRef, Refusal, Value, Values, WantedElement } from './wanted.ts';

/** What the rows of a workbook have stated so far. */
export interface Statements {
	elements: Map<string, WantedElement>;
	refusals: Refusal[];
}

const keyOf = (kind: ElementKind | null, code: string | null, title: string | null): string =>
	code === null ? `${kind} titled ${bareWords(title ?? '')}` : codeKey(kind ?? 'activity', code);

/** Adds fields to what was stated before; one that says something else is refused at its cell. */
export function addFields(into: { fields: Values }, fields: Values, refusals: Refusal[]): void {
	for (const [name, given] of Object.entries(fields)) {
		const had = into.fields[name];
		if (had === undefined) into.fields[name] = given;
		else if (!same(had.value, given.value)) refusals.push(differs(name, given, had.at));
	}
}

const differs = (field: string, { value, at }: Value, other: At): Refusal => ({
	at,
	text: typeof value === 'string' ? value : JSON.stringify(value),
	why: { problem: field === 'title' ? 'title_differs' : 'value_differs', other },
	field
});

const sameTitle = (one: FieldValue | undefined, other: string | null) =>
	other === null || one === undefined || bareWords(String(one)) === bareWords(other);

interface Level {
	kind: ElementKind;
	code: string | null;
	title: string | null;
	at: At;
	titleAt: At;
}

/** What a row says of one level; null where nothing stands there. */
function levelOf(row: Row, kind: ElementKind, map: SheetMap): Level | null {
	const [codeRole, titleRole]: [Role, Role] = [`${kind}.code`, `${kind}.title`];
	const [written, title] = [wordsIn(row, codeRole), wordsIn(row, titleRole)];
	const at = (first(row, codeRole) ?? first(row, titleRole))?.at;
	if (at === undefined) return null;
	const coded = title === null ? null : codedTitle(title);
	const isMapped = Object.values(map.columns).some(({ role }) => role === codeRole);
	const own = isMapped ? written : (coded?.code ?? null);
	const isItsCode =
		coded !== null && own !== null && codeKey(kind, coded.code) === codeKey(kind, own);
	const titleAt = first(row, titleRole)?.at ?? at;
	return {
		kind,
		code: own === null ? null : codeAnew(kind, own),
		title: isItsCode ? coded.title : title,
		at,
		titleAt
	};
}

/** The element of a level, stated before or new; a second title for one code is refused. */
function stated(
	level: Level,
	parent: WantedElement | null,
	{ elements, refusals }: Statements
): WantedElement | null {
	const { kind, code, title, at, titleAt } = level;
	const key = keyOf(kind, code, title);
	const had = elements.get(key);
	if (had && sameTitle(had.fields['title']?.value, title)) return had;
	if (had) {
		const problem = kind === 'activity' ? 'code_twice' : 'title_differs';
		const why = { problem, name: code ?? '', other: had.fields['title']?.at ?? had.at } as const;
		refusals.push({
			at: titleAt,
			text: title ?? '',
			why,
			field: kind === 'activity' ? null : 'title'
		});
		return kind === 'activity' ? null : had;
	}
	const fields: Values = title === null ? {} : { title: { value: title, at: titleAt } };
	const above = parent === null ? {} : { parent: { element: parent } };
	const element: WantedElement = {
		record: 'element',
		kind,
		fallback: kind,
		code,
		at,
		fields,
		...above
	};
	elements.set(key, element);
	return element;
}

/** What stood above a row's element in earlier rows, where a level is written once for many rows. */
export type Above = Partial<Record<ElementKind, WantedElement>>;

function fromLevels(
	row: Row,
	map: SheetMap,
	above: Above,
	statements: Statements
): WantedElement | null {
	const levels = new Map(elementKinds.map((kind) => [kind, levelOf(row, kind, map)]));
	const deepest = elementKinds.findLast((kind) => levels.get(kind));
	if (deepest === undefined) return null;
	let parent: WantedElement | null = null;
	for (const kind of elementKinds) {
		const level = levels.get(kind);
		if (level) {
			const element = stated(level, parent, statements);
			if (element === null) return null;
			above[kind] = element;
			for (const lower of elementKinds.slice(elementKinds.indexOf(kind) + 1)) delete above[lower];
		}
		if (kind === deepest) break;
		parent = above[kind] ?? parent;
	}
	return above[deepest] ?? null;
}

function fromOwnRow(
	row: Row,
	map: SheetMap,
	{ elements, refusals }: Statements
): WantedElement | null {
	const at = (first(row, 'element.code') ?? first(row, 'element.title'))?.at;
	if (at === undefined) return null;
	const said = elementKinds.find((one) => one === wordsIn(row, 'element.kind'));
	const [kind, fallback] = [said ?? null, map.kind];
	const [code, title] = [wordsIn(row, 'element.code'), wordsIn(row, 'element.title')];
	const key = keyOf(kind, code, title);
	const had = elements.get(key);
	if (had && sameTitle(had.fields['title']?.value, title)) return had;
	if (had) {
		const why = { problem: 'code_twice', name: code ?? '', other: had.at } as const;
		refusals.push({ at, text: code ?? '', why, field: null });
		return null;
	}
	const element: WantedElement = { record: 'element', kind, fallback, code, at, fields: {} };
	if (map.beneath !== '') element.parent = { code: { value: map.beneath, at } };
	const titled = first(row, 'element.title');
	if (titled) element.fields['title'] = { value: title, at: titled.at };
	elements.set(key, element);
	return element;
}

const isMapped = (map: SheetMap, roles: readonly Role[]) =>
	Object.values(map.columns).some(({ role }) => roles.includes(role));

/** Whether a sheet says anything of elements, or only names those to which its rows belong. */
const saysOfElements = (map: SheetMap) =>
	Object.values(map.columns).some(
		({ role }) => role.startsWith('element.') && role !== 'element.code'
	);

/** What names the row's element on a sheet of each layout. */
const levelRoles = elementKinds.flatMap((kind): Role[] => [`${kind}.code`, `${kind}.title`]);

/** The element that a row speaks of, with what it says of it; null where it names none. */
export function elementOf(
	row: Row,
	map: SheetMap,
	above: Above,
	statements: Statements
): ElementRef | null {
	const isOwnRow = !isMapped(map, levelRoles);
	if (isOwnRow && !saysOfElements(map)) {
		const code = wordsIn(row, 'element.code');
		return code === null ? null : { code };
	}
	const element = isOwnRow
		? fromOwnRow(row, map, statements)
		: fromLevels(row, map, above, statements);
	if (element === null) return null;
	const parent = first(row, 'element.parent');
	if (isOwnRow && parent && (parent.value !== null || map.beneath === '')) {
		const code = typeof parent.value === 'string' ? parent.value : null;
		element.parent = { code: { value: code, at: parent.at } };
	}
	addFields(element, fieldsOf(row, 'element', elementOptions), statements.refusals);
	return { element };
}
