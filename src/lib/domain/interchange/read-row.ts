/** One row of a sheet by the map of its columns: every cell read once, or refused. */
import type { FieldValue } from '../records/changes.ts';
import { isFilled, wordsOf, type At, type Cell, type Sheet } from './cells.ts';
import { readCell } from './read-cell.ts';
import { readsOf, type ColumnMap, type Role, type SheetMap } from './roles.ts';
import { bareWords } from './match-words.ts';
import type { Refusal, Value, Values } from './wanted.ts';

/** A value of a row, with what its column's header says of it. */
export interface RowValue extends Value {
	column: ColumnMap;
	text: string;
}

export interface Row {
	sheet: string;
	row: number;
	/** By role; of targets and amounts there may be several. */
	values: Map<Role, RowValue[]>;
	refusals: Refusal[];
	formulas: number;
}

/** Fields of which an empty cell says nothing, whatever the map: they are how records are known. */
const identities: ReadonlySet<Role> = new Set<Role>([
	'goal.code',
	'goal.title',
	'objective.code',
	'objective.title',
	'activity.code',
	'activity.title',
	'element.code',
	'element.title',
	'element.kind',
	'milestone.number',
	'milestone.title',
	'kpi.code',
	'kpi.title',
	'target.due_on',
	'fund.code',
	'fund.title',
	'line.fund',
	'line.year',
	'total.fund',
	'total.year',
	'total.stage',
	'part.dimension_number',
	'part.dimension',
	'part.number',
	'part.term',
	'cross.one',
	'cross.other',
	'location.number',
	'contract.number',
	'office.number',
	'hand_over.role',
	'hand_over.from',
	'hand_over.to',
	'hand_over.handed_on',
	'closure.whole_plan'
]);

/** Whether what a row's KPI is counted in is a share of a hundred. */
function isPercent(cells: Cell[], columns: [number, ColumnMap][]): boolean {
	const of = (role: Role) => {
		const column = columns.find(([, map]) => map.role === role)?.[0];
		return column === undefined ? '' : wordsOf(cells[column]);
	};
	const kind = bareWords(of('kpi.unit_kind'));
	if (kind !== '') return kind.startsWith('percent');
	const unit = of('kpi.unit').trim();
	return (
		unit === '%' || /^(%|percent|porsyento|persen|por cento|porcentagem|percentual)/i.test(unit)
	);
}

/** Where no unit is written and a value is shown as a percent, the sheet itself says what it is in. */
function shownPercent(cells: Cell[], columns: [number, ColumnMap][]): number | undefined {
	const unit = columns.find(([, { role }]) => role === 'kpi.unit')?.[0];
	if (unit === undefined || isFilled(cells[unit])) return undefined;
	return columns.find(([column, { role }]) => {
		const cell = cells[column];
		return readsOf(role).as === 'value' && cell?.is === 'number' && cell.percent === true;
	})?.[0];
}

/** What an empty cell says of a field, where it says anything. */
function emptied(role: Role): FieldValue {
	const { as } = readsOf(role);
	return as === 'organisations' || as === 'codes' ? [] : null;
}

/** Reads a row; what cannot be read is refused at its cell, and the rest is still there. */
export function readRow(sheet: Sheet, row: number, map: SheetMap, currency: string): Row {
	const cells = sheet.rows[row] ?? [];
	const columns = Object.entries(map.columns).map(([at, one]): [number, ColumnMap] => [
		Number(at),
		one
	]);
	const shown = shownPercent(cells, columns);
	const percent = shown !== undefined || isPercent(cells, columns);
	const { language, percents, exact } = map;
	const asked = { language, exact, currency, percent, percents };
	const read: Row = { sheet: sheet.name, row, values: new Map(), refusals: [], formulas: 0 };
	for (const [column, mapped] of columns) {
		const { role } = mapped;
		const cell = cells[column] ?? null;
		const at: At = { sheet: sheet.name, row, column };
		const text = wordsOf(cell);
		const found = readCell(cell, readsOf(role), asked);
		if (!('value' in found)) {
			read.refusals.push({ at, text, why: found, field: role });
			continue;
		}
		if (cell?.formula) read.formulas += 1;
		if (found.value === null && (!map.empties || identities.has(role))) continue;
		const value = found.value ?? emptied(role);
		read.values.set(role, [...(read.values.get(role) ?? []), { value, at, column: mapped, text }]);
	}
	if (shown !== undefined) {
		const at = { sheet: sheet.name, row, column: shown };
		read.values.set('kpi.unit', [{ value: '%', at, column: { role: 'kpi.unit' }, text: '%' }]);
	}
	return read;
}

export const first = (row: Row, role: Role): RowValue | undefined => row.values.get(role)?.[0];

export function wordsIn(row: Row, role: Role): string | null {
	const value = first(row, role)?.value;
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The fields of one record that a row states, without those by which it is known. */
export function fieldsOf(row: Row, record: string, without: readonly string[] = []): Values {
	const fields: Values = {};
	for (const [role, [value]] of row.values) {
		const [of, name = ''] = role.split('.');
		if (of === record && !without.includes(name) && value)
			fields[name] = { value: value.value, at: value.at };
	}
	return fields;
}
