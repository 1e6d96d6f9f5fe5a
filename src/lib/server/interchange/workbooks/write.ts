/**
 * A whole plan as a workbook that reads back without loss. Beneath the words of each header stands a
 * hidden row with the names of roles, by which the columns are known again whatever they are called.
 */
import {
	writeXlsx,
	type Cell,
	type CellStyle,
	type CellValue,
	type DataValidation,
	type WriteSheet
} from 'hucre';
import { columnLetters } from '#lib/domain/interchange/cells.ts';
import { readsOf, type Role } from '#lib/domain/interchange/roles.ts';
import type { StoredPlan } from '#lib/domain/interchange/stored.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import { aboutLines, roleNote, roleWord, sheetWords } from '#lib/kinds/workbook.ts';
import {
	anyDay,
	dayFormat,
	dayValue,
	head,
	moneyFormat,
	noLessThan0,
	numberValue
} from './cells.ts';
import { planMark } from './own-plan.ts';
import { ownSheets, type OwnSheet } from './own-sheets.ts';

/** What the workbook says of itself. */
export interface AboutPlan {
	title: string;
	/** Where it was taken from, and when. */
	source: string;
	revision: string;
}

/** So many rows beneath what is stored can be filled in. */
const roomRows = 300;
const lists = 'Lists';

/** A value as its cell holds it: a number only where no digit is lost. */
function cellValue(role: Role, value: FieldValue): CellValue {
	if (value === null) return null;
	if (Array.isArray(value)) return value.join('; ');
	if (typeof value === 'boolean' || typeof value === 'number') return value;
	const { as } = readsOf(role);
	const text = String(value);
	if (as === 'day') return dayValue(text);
	const isNumber =
		as === 'number' || as === 'value' || as === 'money' || as === 'whole' || as === 'year';
	return isNumber ? numberValue(text) : text;
}

function styleOf(role: Role, locked: boolean): CellStyle {
	const { as } = readsOf(role);
	const numFmt =
		as === 'day'
			? dayFormat
			: as === 'money'
				? moneyFormat
				: as === 'code' || as === 'codes'
					? '@'
					: undefined;
	const wrap = as === 'text' || as === 'words';
	return {
		protection: { locked },
		...(numFmt && { numFmt }),
		alignment: { vertical: 'top', ...(wrap && { wrapText: true }) }
	};
}

/** The headers, the hidden row of roles, what is stored, and room for more. */
function cellsOf({ roles, rows, locked }: OwnSheet, currency: string): Map<string, Partial<Cell>> {
	const cells = new Map<string, Partial<Cell>>();
	for (const [column, role] of roles.entries()) {
		const unit = readsOf(role).as === 'money' ? ` (${currency})` : '';
		cells.set(`0,${column}`, { value: roleWord(role) + unit, style: head });
		cells.set(`1,${column}`, { value: role });
		const isLocked = locked.includes(role);
		for (let row = 0; row < rows.length + roomRows; row += 1) {
			const value = cellValue(role, rows[row]?.[column] ?? null);
			cells.set(`${row + 2},${column}`, {
				value,
				style: styleOf(role, isLocked && row < rows.length)
			});
		}
	}
	return cells;
}

/** Where the choices of a role stand on the sheet of lists, by column. */
type Lists = Map<Role, { column: number; values: string[] }>;

/** In whose cells one organisation stands. */
const organisationRoles: Role[] = [
	'element.lead',
	'contract.supplier_organisation',
	'office.organisation',
	'hand_over.from',
	'hand_over.to'
];

function listsOf(plan: StoredPlan): Lists {
	const codes = plan.elements.filter(({ retired }) => !retired);
	const above = codes.filter(({ kind }) => kind !== 'activity').map(({ code }) => code);
	const kpis = plan.kpis.filter(({ retired }) => !retired).map(({ code }) => code);
	const offices = plan.organisations.filter(({ valid }) => valid).map(({ acronym }) => acronym);
	const choices: [Role[], string[]][] = [
		[['element.parent'], above],
		[organisationRoles, [...new Set(offices)].toSorted()],
		[['element.code'], codes.map(({ code }) => code)],
		[['kpi.code', 'closure.benefit_kpi'], kpis],
		[['line.fund', 'total.fund', 'contract.fund', 'price_basis.fund'], Object.keys(plan.funds)]
	];
	return new Map(
		choices.flatMap(([roles, values], column) =>
			roles.map((role) => [role, { column, values }] as const)
		)
	);
}

function listSheet(choices: Lists): WriteSheet {
	const cells = new Map<string, Partial<Cell>>();
	for (const { column, values } of choices.values())
		for (const [row, value] of values.entries()) cells.set(`${row},${column}`, { value });
	return { name: lists, cells, hidden: true };
}

/** From which values a cell of the role is chosen. */
function listOf(role: Role, known: Lists): Pick<DataValidation, 'formula1' | 'values'> | null {
	const reads = readsOf(role);
	if (reads.as === 'one_of') return { values: [...reads.options] };
	if (reads.as === 'flag') return { values: ['TRUE', 'FALSE'] };
	const found = known.get(role);
	if (!found || found.values.length === 0) return null;
	const letters = columnLetters(found.column);
	return { formula1: `${lists}!$${letters}$1:$${letters}$${found.values.length}` };
}

/** New organisations and codes may be typed: a list warns of what is not on it and does not forbid it. */
function validationOf(
	role: Role,
	range: string,
	known: Lists,
	isNaming: boolean
): DataValidation | null {
	const note = roleNote(role);
	const said =
		note === null
			? {}
			: {
					showInputMessage: true,
					inputTitle: roleWord(role).slice(0, 32),
					inputMessage: note.slice(0, 255)
				};
	const reads = readsOf(role);
	const list = isNaming ? null : listOf(role, known);
	const base = { range, allowBlank: true, ...said };
	if (list) {
		const errorStyle = list.values ? 'stop' : 'warning';
		return { ...base, ...list, type: 'list', showErrorMessage: true, errorStyle };
	}
	if (reads.as === 'day') return { ...base, ...anyDay };
	if (reads.as === 'money') return { ...base, ...noLessThan0 };
	return note === null ? null : { ...base, type: 'custom', formula1: 'TRUE' };
}

function sheetOf(sheet: OwnSheet, known: Lists, currency: string): WriteSheet {
	const { roles, rows } = sheet;
	const last = rows.length + roomRows + 2;
	const naming = roles[0];
	const names =
		naming !== undefined && sheet.locked.includes(naming) && roles.includes('element.title');
	return {
		name: sheet.name,
		cells: cellsOf(sheet, currency),
		columns: roles.map((role) => ({
			width: readsOf(role).as === 'text' || role.endsWith('.title') ? 48 : 16
		})),
		rowDefs: new Map([[1, { hidden: true }]]),
		freezePane: { rows: 2, columns: 1 },
		dataValidations: roles.flatMap((role, column) => {
			const letters = columnLetters(column);
			const isNaming =
				column === 0 &&
				(names || role === 'kpi.code') &&
				sheet.locked.includes(role) &&
				roles.some((one) => one === 'kpi.title' || one === 'element.title');
			return validationOf(role, `${letters}3:${letters}${last}`, known, isNaming) ?? [];
		}),
		protection: { sheet: true, formatColumns: true, formatRows: true, sort: true, autoFilter: true }
	};
}

function aboutSheet(about: AboutPlan, plan: StoredPlan): WriteSheet {
	const said = aboutLines(about.source, about.revision, plan.currency);
	const lines = [about.title, ...said].map((line) => [line]);
	const cells = new Map<string, Partial<Cell>>([
		['0,0', { value: planMark }],
		['0,1', { value: plan.slug }],
		['1,0', { style: head }]
	]);
	const rows: CellValue[][] = [[planMark, plan.slug], ...lines];
	return {
		name: sheetWords.about(),
		rows,
		cells,
		columns: [{ width: 90 }],
		rowDefs: new Map([[0, { hidden: true }]])
	};
}

/** The plan as the bytes of an XLSX file. */
export async function writeWorkbook(plan: StoredPlan, about: AboutPlan): Promise<Uint8Array> {
	const known = listsOf(plan);
	const sheets = ownSheets(plan).map((sheet) => sheetOf(sheet, known, plan.currency));
	return await writeXlsx({ sheets: [aboutSheet(about, plan), ...sheets, listSheet(known)] });
}
