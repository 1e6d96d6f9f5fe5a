/** The form in which a person says what each column of a workbook holds. */
import { columnLetters, oneLine, wordsOf, type Sheet } from '#lib/domain/interchange/cells.ts';
import { datedHeader } from '#lib/domain/interchange/header-days.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import {
	isRole,
	percentReadings,
	roleNames,
	type ColumnMap,
	type SheetMap
} from '#lib/domain/interchange/roles.ts';
import { entryLanguages } from '#lib/domain/entries/languages.ts';
import { elementKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { roleWord } from '#lib/kinds/workbook.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';

type Values = Record<string, string>;

export interface ShownColumn {
	column: number;
	letters: string;
	label: string;
	/** Of the first rows in which something stands. */
	samples: string[];
	role: string;
	/** The day or the year that its header names. */
	when: string;
}

export interface ShownSheet {
	name: string;
	at: number;
	isRead: boolean;
	rows: number;
	map: SheetMap;
	columns: ShownColumn[];
}

const groups: Record<string, () => string> = {
	goal: m.workbook_group_levels,
	objective: m.workbook_group_levels,
	activity: m.workbook_group_levels,
	element: m.workbook_group_element,
	milestone: m.workbook_group_milestone,
	kpi: m.workbook_group_kpi,
	target: m.workbook_group_kpi,
	fund: m.workbook_group_money,
	line: m.workbook_group_money,
	total: m.workbook_group_money,
	part: m.workbook_group_kpi,
	cross: m.workbook_group_kpi,
	price_basis: m.workbook_group_money,
	contract: m.workbook_group_contract,
	location: m.workbook_group_location,
	office: m.workbook_group_owner,
	hand_over: m.workbook_group_owner,
	closure: m.workbook_group_closure
};

export const roleChoices = (): Choice[] =>
	roleNames.map((role) => ({
		value: role,
		word: roleWord(role),
		group: groups[role.split('.')[0] ?? '']?.() ?? ''
	}));

const mostSamples = 3;
const longestSample = 80;

/** The first values beneath a header. */
function samplesOf({ rows }: Sheet, column: number, from: number): string[] {
	const texts = rows.slice(from).map((row) => oneLine(wordsOf(row[column])));
	const short = (text: string) =>
		text.length > longestSample ? `${text.slice(0, longestSample)}…` : text;
	return [...new Set(texts.filter(Boolean))].slice(0, mostSamples).map(short);
}

const begun: SheetMap = {
	header: { row: 0, rows: 1 },
	columns: {},
	language: 'en',
	percents: 'asked',
	exact: false,
	empties: false,
	kpiAsElement: false,
	kind: 'activity',
	beneath: '',
	fund: '',
	year: null
};

function columnsOf(sheet: Sheet, map: SheetMap): ShownColumn[] {
	const width = Math.max(0, ...sheet.rows.map((row) => row.length));
	const { row, rows } = map.header;
	return Array.from({ length: width }, (_, column) => {
		const labels = sheet.rows
			.slice(row, row + rows)
			.map((cells) => oneLine(wordsOf(cells[column])));
		const mapped = map.columns[column];
		return {
			column,
			letters: columnLetters(column),
			label: [...new Set(labels.filter(Boolean))].join(' · '),
			samples: samplesOf(sheet, column, row + rows),
			role: mapped?.role ?? '',
			when: mapped?.due ?? (mapped?.year === undefined ? '' : String(mapped.year))
		};
	}).filter(({ label, samples, role }) => label !== '' || samples.length > 0 || role !== '');
}

/** A sheet with its columns as the form shows them. */
export function shownSheet(
	sheet: Sheet,
	map: SheetMap | null,
	at: number,
	language: string
): ShownSheet {
	const shown = map ?? { ...begun, language };
	const columns = columnsOf(sheet, shown);
	const { name, rows } = sheet;
	return { name, at, isRead: map !== null, rows: rows.length, map: shown, columns };
}

const one = <Word extends string>(
	words: readonly Word[],
	text: string | undefined,
	otherwise: Word
): Word => words.find((word) => word === text) ?? otherwise;

const whole = (text: string | undefined, least: number, most: number): number | null => {
	const number = Number(text);
	return text && Number.isInteger(number) && number >= least && number <= most ? number : null;
};

/** What the form says of one column; null: it is not read. */
function columnIn(values: Values, prefix: string): ColumnMap | null {
	const role = values[`${prefix}-role`] ?? '';
	if (!isRole(role)) return null;
	const when = (values[`${prefix}-when`] ?? '').trim();
	const span = datedHeader(when);
	if (role === 'target.value') {
		const due = isIsoDate(when) ? when : span?.words === '' ? span.last : undefined;
		return due === undefined ? { role } : { role, due };
	}
	const isAmount =
		role === 'line.cost' || role === 'line.appropriation' || role === 'line.allotment';
	const year = isAmount ? whole(when, 1900, 2200) : null;
	return year === null ? { role } : { role, year };
}

/** The map that the form says of a sheet; null: it is not read. */
export function mapIn(
	values: Values,
	sheet: Sheet,
	had: SheetMap | null,
	at: number
): SheetMap | null {
	const prefix = `s${at}`;
	if (values[`${prefix}-read`] !== 'on') return null;
	const width = Math.max(0, ...sheet.rows.map((row) => row.length));
	const columns: SheetMap['columns'] = {};
	for (let column = 0; column < width; column += 1) {
		const mapped = columnIn(values, `${prefix}-c${column}`);
		if (mapped) columns[column] = mapped;
	}
	const before = had ?? begun;
	const row = whole(values[`${prefix}-header`], 1, sheet.rows.length);
	const rows = whole(values[`${prefix}-header_rows`], 1, 3);
	return {
		header: { row: row === null ? before.header.row : row - 1, rows: rows ?? before.header.rows },
		columns,
		language: one([...entryLanguages], values[`${prefix}-language`], 'en'),
		percents: one(percentReadings, values[`${prefix}-percents`], before.percents),
		exact: before.exact,
		empties: values[`${prefix}-empties`] === 'on',
		kpiAsElement: values[`${prefix}-kpi_as_element`] === 'on',
		kind: one(elementKinds, values[`${prefix}-kind`], before.kind),
		beneath: (values[`${prefix}-beneath`] ?? '').trim().slice(0, 40),
		fund: (values[`${prefix}-fund`] ?? '').trim().slice(0, 40),
		year: whole(values[`${prefix}-year`], 1900, 2200)
	};
}
