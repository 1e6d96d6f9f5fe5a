/** A map of a sheet's columns, proposed from its header and, where that leaves a choice, its values. */
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import { isFilled, wordsOf, type Sheet } from './cells.ts';
import { bareCode, codedTitle, codeKey } from './codes.ts';
import { datedHeader } from './header-days.ts';
import { type Header } from './header.ts';
import { roleOfWords } from './match-words.ts';
import { isRole, type ColumnMap, type Role, type SheetMap } from './roles.ts';

const amounts: readonly Role[] = ['line.cost', 'line.appropriation', 'line.allotment'];

/** What a header alone says of its column. */
function columnOf(label: string): ColumnMap | null {
	const direct = roleOfWords(label);
	if (direct) return { role: direct };
	const dated = datedHeader(label);
	const role = dated && roleOfWords(dated.words);
	if (!dated || !role) return null;
	if (role === 'target.value' || role === 'kpi.title')
		return { role: 'target.value', due: dated.last };
	if (amounts.includes(role)) return { role, year: dated.year };
	return role === 'kpi.baseline_value' ? { role } : null;
}

/** The values of a column beneath the header, as words. */
const valuesOf = ({ rows }: Sheet, header: Header, column: number): string[] =>
	rows
		.slice(header.row + header.rows)
		.map((row) => (isFilled(row[column]) ? wordsOf(row[column]) : ''))
		.filter(Boolean);

const average = (texts: string[]) =>
	texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);

/** Of most titles, the codes that they begin with, by row; null where most have none. */
function codesInTitles(titles: string[]): (string | null)[] | null {
	const codes = titles.map((title) => codedTitle(title)?.code ?? null);
	const coded = codes.filter((code) => code !== null).length;
	return coded > 0 && coded >= titles.length * 0.8 ? codes : null;
}

function agrees(kind: ElementKind, values: string[], codes: (string | null)[]): boolean {
	const same = values.filter((value, at) => {
		const code = codes[at];
		return typeof code === 'string' && codeKey(kind, bareCode(value)) === codeKey(kind, code);
	});
	return same.length >= values.length * 0.8;
}

/**
 * Of several columns that name one level the longest texts are its titles; its codes are those that
 * agree with what the titles begin with, else the first that is called so.
 */
function settleLevel(
	kind: ElementKind,
	sheet: Sheet,
	header: Header,
	columns: Map<number, ColumnMap>
) {
	const [title, code]: [Role, Role] = [`${kind}.title`, `${kind}.code`];
	const found = [...columns].filter(([, { role }]) => role === title || role === code);
	const called = found.filter(([, { role }]) => role === title).map(([column]) => column);
	const values = new Map(found.map(([column]) => [column, valuesOf(sheet, header, column)]));
	const lengthOf = (column: number) => average(values.get(column) ?? []);
	const titles = called.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
	const others = found.map(([column]) => column).filter((column) => column !== titles);
	const inTitles = titles === undefined ? null : codesInTitles(values.get(titles) ?? []);
	const codes = inTitles
		? others.find((column) => agrees(kind, values.get(column) ?? [], inTitles))
		: others.find((column) => columns.get(column)?.role === code || lengthOf(column) <= 20);
	for (const [column] of found) columns.delete(column);
	if (titles !== undefined) columns.set(titles, { role: title });
	if (codes !== undefined) columns.set(codes, { role: code });
}

/** Of columns that are called alike the first is taken; of days and amounts one for each day. */
function withoutDoubles(columns: Map<number, ColumnMap>): void {
	const seen = new Set<string>();
	for (const [column, { role, due, year }] of [...columns].toSorted(([a], [b]) => a - b)) {
		const key = [role, due, year].join(' ');
		if (seen.has(key)) columns.delete(column);
		else seen.add(key);
	}
}

const has = (columns: Map<number, ColumnMap>, role: Role) =>
	[...columns.values()].some((one) => one.role === role);

/** A column `No.` or `Title` belongs to the level that has a name, where one has. */
function settleOwnRow(columns: Map<number, ColumnMap>): void {
	const level = elementKinds.findLast((kind) => has(columns, `${kind}.title`));
	if (level === undefined) return;
	for (const [column, { role }] of columns) {
		if (role === 'element.title' || role === 'element.kind' || role === 'element.parent')
			columns.delete(column);
		if (role !== 'element.code') continue;
		if (has(columns, `${level}.code`)) columns.delete(column);
		else columns.set(column, { role: `${level}.code` });
	}
}

/** What a KPI is made of needs its name; without one it is left to the person to say what it is. */
function settleKpi(columns: Map<number, ColumnMap>): void {
	if (has(columns, 'kpi.title') || has(columns, 'kpi.code')) return;
	for (const [column, { role }] of columns)
		if (role.startsWith('kpi.') || role.startsWith('target.')) columns.delete(column);
}

/** Whether the sheet shows any number as a percent. */
const showsPercents = (sheet: Sheet): boolean =>
	sheet.rows.some((row) => row.some((cell) => cell?.is === 'number' && cell.percent === true));

const ownColumns = (header: Header): Map<number, ColumnMap> =>
	new Map(
		header.labels.flatMap((label, column): [number, ColumnMap][] =>
			isRole(label) ? [[column, { role: label }]] : []
		)
	);

function foundColumns(sheet: Sheet, header: Header): Map<number, ColumnMap> {
	const columns = new Map<number, ColumnMap>();
	for (const [column, label] of header.labels.entries()) {
		const [found] = [label, ...(header.others[column] ?? [])].flatMap((one) => columnOf(one) ?? []);
		if (found) columns.set(column, found);
	}
	for (const kind of elementKinds) settleLevel(kind, sheet, header, columns);
	settleOwnRow(columns);
	settleKpi(columns);
	withoutDoubles(columns);
	return columns;
}

/** How a sheet may be read; a person sees it with values of each column and may change it. */
export function propose(sheet: Sheet, header: Header, language: string): SheetMap {
	const columns = header.own ? ownColumns(header) : foundColumns(sheet, header);
	return {
		header: { row: header.row, rows: header.rows },
		columns: Object.fromEntries([...columns].toSorted(([a], [b]) => a - b)),
		language: header.own ? 'en' : language,
		percents: header.own ? 'written' : showsPercents(sheet) ? 'shares' : 'asked',
		exact: header.own,
		empties: header.own,
		kpiAsElement: false,
		kind: 'activity',
		beneath: '',
		fund: '',
		year: null
	};
}
