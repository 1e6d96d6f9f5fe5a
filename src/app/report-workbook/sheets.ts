/** The sheets of a report's workbook: its columns, what stands beside the cells, and the cells to fill. */
import type { BudgetLineRecord, ElementRecord, KpiRecord } from '#lib/domain/records/records.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import { reachedField } from '#lib/domain/entries/activity-entry.ts';
import { cellField } from '#lib/domain/entries/cell-entry.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import { partsAsked, type FieldReads } from '#lib/domain/report-workbook/fields.ts';
import { keyOf, noChange, partKeyOf, type Values } from '#lib/domain/report-workbook/items.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AskedItem } from '#lib/server/interchange/report-workbooks/contents.ts';
import type { Column, ReportSheet, Row } from '#lib/server/interchange/report-workbooks/write.ts';
import { lineName } from '#lib/ui/budget-lines.ts';
import { day, isPercent, percent, unitLabel } from '#lib/ui/format.ts';
import { deliveryWords } from '#lib/ui/vocabulary.ts';
import { fieldNote, fieldWord, sheetNames } from './words.ts';

const shown = (word: string, width: number, shows?: Column['shows']): Column => ({
	...{ field: null, word, width },
	...(shows && { shows })
});

const filled = (field: string, width: number, unit = ''): Column => ({
	...{ field, word: fieldWord(field) + unit, width, note: fieldNote(field) }
});

/** Of each column that is filled what stands in the item's cell; null: the row has no such cell. */
function fieldsOf(
	columns: readonly Column[],
	{ item: { values }, fields }: AskedItem,
	at: (field: string) => string = (field) => field
) {
	const reads = new Map<string, FieldReads>();
	const texts = columns.flatMap(({ field }) => {
		if (field === null) return [];
		const found = fields.get(at(field));
		if (found) reads.set(field, found);
		return [found ? (values[at(field)] ?? '') : null];
	});
	return { texts, reads };
}

function rowOf(
	columns: readonly Column[],
	asked: AskedItem,
	beside: (string | null)[],
	part?: { id: string; at: (field: string) => string }
): Row {
	const { texts, reads } = fieldsOf(columns, asked, part?.at);
	const key = part ? partKeyOf(asked.item, part.id) : keyOf(asked.item);
	return { key, values: [...beside, ...texts], reads };
}

function lastSaid(last: Values | null): string {
	const delivery = last?.['delivery'];
	if (!last || !delivery || !(delivery in deliveryWords)) return m.unknown_not_reported();
	const state = deliveryWords[delivery as 'in_progress']();
	const date = day(last['as_of'] ?? '');
	return last['percent']
		? m.book_last_percent({ state, percent: percent(Number(last['percent']) / 100, 1), date })
		: m.book_last_state({ state, date });
}

function activitySheet(items: readonly AskedItem[]): ReportSheet {
	const columns = [
		shown(m.report_column_activity(), 9),
		shown(m.book_title(), 44),
		shown(m.book_planned_end(), 12, 'day'),
		shown(m.report_column_last(), 24),
		filled('delivery', 14),
		filled('percent', 10, ' (%)'),
		filled('as_of', 12),
		filled('actual_start', 12),
		filled('actual_end', 12),
		filled('slippage_cause', 22),
		filled('recovery_on', 13),
		filled('declared_confidence', 16),
		filled('declared_reason', 40),
		filled('note', 50),
		filled(noChange, 10)
	];
	const row = (asked: AskedItem, { code, title, plannedEnd }: ElementRecord) =>
		rowOf(columns, asked, [code, title, plannedEnd ?? '', lastSaid(asked.last)]);
	const rows = items.flatMap((asked) =>
		'milestones' in asked.about ? [row(asked, asked.about.element)] : []
	);
	return { name: sheetNames.activity(), columns, rows };
}

function milestoneSheet(items: readonly AskedItem[]): ReportSheet {
	const columns = [
		shown(m.report_column_activity(), 9),
		shown(m.book_milestone(), 44),
		shown(m.book_planned_on(), 12, 'day'),
		filled('reached', 12)
	];
	const rows = items.flatMap((asked) => {
		const { about, code } = asked;
		if (!('milestones' in about)) return [];
		return about.milestones.map(({ id, title, plannedOn }) => {
			const at = () => reachedField(id);
			return rowOf(columns, asked, [code, title, plannedOn ?? ''], { id, at });
		});
	});
	return { name: sheetNames.milestone(), columns, rows };
}

const unitWord = ({ unit }: KpiRecord): string =>
	isPercent(unit) ? m.report_unit_percent() : unitLabel(unit) || m.report_unit_count();

function kpiColumns(kpis: readonly KpiRecord[]): Column[] {
	const asked = new Set(kpis.flatMap((kpi) => partsAsked(kpi)));
	return [
		shown(m.report_column_kpi(), 11),
		shown(m.book_title(), 44),
		shown(m.book_unit(), 14),
		shown(m.report_column_last_value(), 13, 'number'),
		shown(m.book_last_day(), 12, 'day'),
		...[...asked].map((part) => filled(part, 14)),
		filled('measured_on', 12),
		filled('note', 50)
	];
}

const decimalText = (value: number | null | undefined): string =>
	value === null || value === undefined ? '' : plainDecimal(String(value));

function kpiRows(columns: readonly Column[], asked: AskedItem): Row[] {
	const { about } = asked;
	if (!('kpi' in about)) return [];
	const { kpi, cells } = about;
	const last = kpi.measurements.at(-1);
	const own = [kpi.code, kpi.title, unitWord(kpi)];
	const lastOf = (value: number | null | undefined) => [decimalText(value), last?.measuredOn ?? ''];
	return [
		rowOf(columns, asked, [...own, ...lastOf(last?.value)]),
		...cells.map(({ key, terms }) => {
			const name = terms.map((term) => term.name).join(' × ');
			const before = last?.cells?.find((cell) => cell.key === key)?.value;
			const at = (field: string) => cellField(key, field as 'value');
			return rowOf(columns, asked, [kpi.code, name, unitWord(kpi), ...lastOf(before)], {
				id: key,
				at
			});
		})
	];
}

function kpiSheet(items: readonly AskedItem[]): ReportSheet {
	const columns = kpiColumns(items.flatMap(({ about }) => ('kpi' in about ? [about.kpi] : [])));
	const rows = items.flatMap((asked) => kpiRows(columns, asked));
	return { name: sheetNames.kpi(), columns, rows };
}

function moneySheet(items: readonly AskedItem[], currency: string): ReportSheet {
	const unit = ` (${currency})`;
	const columns = [
		shown(m.report_column_activity(), 9),
		shown(m.book_title(), 36),
		shown(m.book_line(), 26),
		shown(m.money_allotment() + unit, 18, 'money'),
		shown(m.book_last_obligation() + unit, 18, 'money'),
		shown(m.book_last_disbursement() + unit, 18, 'money'),
		shown(m.book_last_day(), 12, 'day'),
		filled('obligation', 18, unit),
		filled('disbursement', 18, unit),
		filled('as_of', 12),
		filled(noChange, 10)
	];
	const row = (asked: AskedItem, line: BudgetLineRecord) => {
		const { fundSource, appropriationYear, allotment } = line;
		const last = (field: string) => asked.last?.[field] ?? '';
		return rowOf(columns, asked, [
			...[asked.code, asked.title, lineName(fundSource, appropriationYear)],
			allotment === null ? '' : plainDecimal(moneyText(allotment)),
			...[last('obligation'), last('disbursement'), last('as_of')]
		]);
	};
	const rows = items.flatMap((asked) =>
		'line' in asked.about ? [row(asked, asked.about.line)] : []
	);
	return { name: sheetNames.line(), columns, rows };
}

/** The sheets in which there is anything to fill. */
export const sheetsOf = (items: readonly AskedItem[], currency: string): ReportSheet[] =>
	[
		activitySheet(items),
		milestoneSheet(items),
		kpiSheet(items),
		moneySheet(items, currency)
	].filter(({ rows }) => rows.length > 0);
