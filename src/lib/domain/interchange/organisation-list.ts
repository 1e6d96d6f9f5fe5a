/** A list of organisations: what its columns hold, and what each row states. */
import { readDay } from '../entries/days.ts';
import {
	asCompared,
	earliestDay,
	longestAcronym,
	longestName,
	organisationKinds,
	type OrganisationKind
} from '../entries/organisation-entry.ts';
import type { IsoDate } from '../records/records.ts';
import { filledSize, isFilled, oneLine, wordsOf, type Cell, type Sheet } from './cells.ts';
import { bareWords } from './match-words.ts';

export const listColumns = ['acronym', 'name', 'kind', 'parent', 'through', 'began'] as const;
export type ListColumn = (typeof listColumns)[number];

/** What columns are called, as {@link bareWords} has it. */
const called: Record<ListColumn, readonly string[]> = {
	acronym: ['acronym', 'abbreviation', 'short name', 'code', 'akronim', 'singkatan', 'sigla'],
	name: ['name', 'full name', 'organisation', 'organization', 'office', 'nama', 'pangalan', 'nome'],
	kind: ['kind', 'type', 'uri', 'jenis', 'tipo'],
	parent: ['part of', 'under', 'parent', 'belongs to', 'beneath'],
	through: ['reports through', 'reports via'],
	began: ['began on', 'began', 'since', 'valid from', 'start', 'from']
};

const kindsCalled: Record<OrganisationKind, readonly string[]> = {
	ministry: ['ministry', 'ministri', 'kementerian', 'ministerio', 'department'],
	office: ['office', 'tanggapan', 'kantor', 'escritorio'],
	agency: ['agency', 'ahensya', 'badan', 'agencia']
};

/** Why a list is not read at all. */
export type ListFault =
	| { fault: 'rows'; count: number; most: number }
	| { fault: 'columns'; missing: ListColumn }
	| { fault: 'column_twice'; name: string };

export type RowProblem =
	| { problem: 'acronym' | 'name' | 'kind_missing' | 'ended' | 'circle' }
	| { problem: 'name_taken' }
	| { problem: 'kind' | 'day' | 'other' | 'renames'; value: string }
	| { problem: 'row_twice'; row: number };

/** One row as it is written; null: its cell is empty. */
export interface ListRow {
	/** Counted from 1, as spreadsheets count. */
	row: number;
	acronym: string;
	name: string;
	kind: OrganisationKind | null;
	/** Acronyms or names. */
	parent: string | null;
	through: string | null;
	began: IsoDate | null;
	/** What cannot be read of it; null: nothing. */
	problem: RowProblem | null;
}

type Columns = Partial<Record<ListColumn, number>>;

function columnsOf(header: readonly Cell[]): Columns | ListFault {
	const columns: Columns = {};
	for (const [at, cell] of header.entries()) {
		const words = bareWords(wordsOf(cell));
		const column = listColumns.find((one) => called[one].includes(words));
		if (!column) continue;
		if (columns[column] !== undefined) return { fault: 'column_twice', name: wordsOf(cell) };
		columns[column] = at;
	}
	const missing = (['acronym', 'name'] as const).find((one) => columns[one] === undefined);
	return missing ? { fault: 'columns', missing } : columns;
}

const kindOf = (words: string): OrganisationKind | undefined =>
	organisationKinds.find((kind) => kindsCalled[kind].includes(bareWords(words)));

function dayOf(cell: Cell | undefined, language: 'en', today: IsoDate): IsoDate | null | undefined {
	if (!isFilled(cell)) return null;
	const read = cell?.is === 'day' ? { value: cell.day } : readDay(wordsOf(cell), language);
	if (!('value' in read) || read.value === null) return undefined;
	return read.value >= earliestDay && read.value <= today ? read.value : undefined;
}

function rowOf(cells: readonly Cell[], row: number, columns: Columns, today: IsoDate): ListRow {
	const cell = (column: ListColumn) => {
		const at = columns[column];
		return at === undefined ? undefined : cells[at];
	};
	const words = (column: ListColumn) => oneLine(wordsOf(cell(column)));
	const [acronym, name, kindWords] = [words('acronym'), words('name'), words('kind')];
	const [kind, began] = [kindOf(kindWords), dayOf(cell('began'), 'en', today)];
	const read = {
		...{ row, acronym, name, kind: kind ?? null, began: began ?? null },
		...{ parent: words('parent') || null, through: words('through') || null }
	};
	return { ...read, problem: problemOf(read, { kindWords, began, beganWords: words('began') }) };
}

function problemOf(
	{ acronym, name, kind }: Pick<ListRow, 'acronym' | 'name' | 'kind'>,
	written: { kindWords: string; began: IsoDate | null | undefined; beganWords: string }
): RowProblem | null {
	if (acronym === '' || acronym.length > longestAcronym) return { problem: 'acronym' };
	if (name === '' || name.length > longestName) return { problem: 'name' };
	if (kind === null && written.kindWords !== '')
		return { problem: 'kind', value: written.kindWords };
	if (written.began === undefined) return { problem: 'day', value: written.beganWords };
	return null;
}

/** So many organisations one list may have. */
export const mostOrganisations = 2_000;

/** The rows of a list, or why it is none. */
export function readList(sheet: Sheet, today: IsoDate): ListRow[] | ListFault {
	const size = filledSize(sheet).rows;
	const count = sheet.total ?? size;
	if (count > mostOrganisations + 1)
		return { fault: 'rows', count: count - 1, most: mostOrganisations };
	const header = sheet.rows.findIndex((row) => row.some(isFilled));
	const columns = columnsOf(sheet.rows[header] ?? []);
	if ('fault' in columns) return columns;
	const rows: ListRow[] = [];
	for (let at = header + 1; at < size; at += 1) {
		const cells = sheet.rows[at] ?? [];
		if (cells.some(isFilled)) rows.push(rowOf(cells, at + 1, columns, today));
	}
	return rows;
}

/** The same table as text that can be pasted again. */
export const asBlock = (sheet: Sheet): string =>
	sheet.rows
		.map((row) =>
			row
				.map((cell) => {
					const text = oneLine(wordsOf(cell));
					return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
				})
				.join('\t')
		)
		.join('\n');

/** What is stored of an organisation, as a list is compared with it. */
export interface StoredOrganisation {
	id: string;
	acronym: string;
	name: string;
	kind: OrganisationKind;
	parentId: string | null;
	throughId: string | null;
	began: IsoDate | null;
	ended: boolean;
}

/** One that a row names: stored, or of the list itself. */
export type Bound = { id: string } | { row: number };

export interface RowDifference {
	row: ListRow;
	outcome: 'created' | 'changed' | 'unchanged' | 'refused';
	problem: RowProblem | null;
	/** The one that is there; null: it is created. */
	id: string | null;
	/** What it is to be; null: the row says nothing of it. */
	parent: Bound | null;
	through: Bound | null;
	/** The fields that change, as they are and as they will be. */
	changes: {
		field: 'kind' | 'parent' | 'through' | 'began';
		before: string | null;
		after: string;
	}[];
}

interface Known {
	stored: readonly StoredOrganisation[];
	rows: readonly ListRow[];
}

const isCalled = ({ acronym, name }: { acronym: string; name: string }, words: string) =>
	[acronym, name].some((one) => asCompared(one) === asCompared(words));

/** The one that a cell names; undefined: there is none. */
function boundOf({ stored, rows }: Known, words: string): Bound | undefined {
	const found = stored.find((one) => !one.ended && isCalled(one, words));
	if (found) return { id: found.id };
	const row = rows.find((one) => isCalled(one, words));
	return row && { row: row.row };
}

const bare = { id: null, parent: null, through: null, changes: [] };
const refused = (row: ListRow, problem: RowProblem): RowDifference => ({
	...{ row, outcome: 'refused', problem },
	...bare
});

/** Another row that names the same one. */
const twin = ({ rows }: Known, row: ListRow): ListRow | undefined =>
	rows.find(
		(other) =>
			other.row !== row.row &&
			(asCompared(other.acronym) === asCompared(row.acronym) ||
				asCompared(other.name) === asCompared(row.name))
	);

function changesOf(known: Known, row: ListRow, one: StoredOrganisation, bonds: Bonds) {
	const acronymOf = (id: string | null) =>
		known.stored.find((other) => other.id === id)?.acronym ?? null;
	const changes: RowDifference['changes'] = [];
	if (row.kind && row.kind !== one.kind)
		changes.push({ field: 'kind', before: one.kind, after: row.kind });
	for (const field of ['parent', 'through'] as const) {
		const [bound, had] = [bonds[field], one[`${field}Id`]];
		const isSame = bound === null || ('id' in bound && bound.id === had);
		if (!isSame) changes.push({ field, before: acronymOf(had), after: row[field]! });
	}
	if (row.began && row.began !== one.began)
		changes.push({ field: 'began', before: one.began, after: row.began });
	return changes;
}

interface Bonds {
	parent: Bound | null;
	through: Bound | null;
}

function differenceOf(known: Known, row: ListRow): RowDifference {
	if (row.problem) return refused(row, row.problem);
	const other = twin(known, row);
	if (other) return refused(row, { problem: 'row_twice', row: other.row });
	const bonds: Bonds = { parent: null, through: null };
	for (const field of ['parent', 'through'] as const) {
		const words = row[field];
		if (words === null) continue;
		const bound = boundOf(known, words);
		if (!bound) return refused(row, { problem: 'other', value: words });
		if ('row' in bound && bound.row === row.row) return refused(row, { problem: 'circle' });
		bonds[field] = bound;
	}
	return comparedWith(known, row, bonds);
}

function comparedWith(known: Known, row: ListRow, bonds: Bonds): RowDifference {
	const { stored } = known;
	const sameAcronym = stored.filter((one) => asCompared(one.acronym) === asCompared(row.acronym));
	const one = sameAcronym.find(({ ended }) => !ended);
	if (!one) {
		if (sameAcronym.length > 0) return refused(row, { problem: 'ended' });
		const isTaken = stored.some(
			({ name, ended }) => !ended && asCompared(name) === asCompared(row.name)
		);
		if (isTaken) return refused(row, { problem: 'name_taken' });
		if (row.kind === null) return refused(row, { problem: 'kind_missing' });
		return { row, outcome: 'created', problem: null, id: null, ...bonds, changes: [] };
	}
	if (asCompared(one.name) !== asCompared(row.name))
		return refused(row, { problem: 'renames', value: one.name });
	if ([bonds.parent, bonds.through].some((bound) => bound && 'id' in bound && bound.id === one.id))
		return refused(row, { problem: 'circle' });
	const changes = changesOf(known, row, one, bonds);
	const outcome = changes.length > 0 ? 'changed' : 'unchanged';
	return { row, outcome, problem: null, id: one.id, ...bonds, changes };
}

/** What each row of a list would do to what is stored. */
export const listDifference = (
	rows: readonly ListRow[],
	stored: readonly StoredOrganisation[]
): RowDifference[] => rows.map((row) => differenceOf({ rows, stored }, row));
