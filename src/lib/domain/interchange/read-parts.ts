/** What a row says of milestones, KPIs, targets and money, beside its element. */
import type { IsoDate } from '../records/records.ts';
import type { At } from './cells.ts';
import { bareWords } from './match-words.ts';
import { addFields } from './read-elements.ts';
import { fieldsOf, first, wordsIn, type Row, type RowValue } from './read-row.ts';
import type { Role, SheetMap } from './roles.ts';
import type {
	ElementRef,
	RecordProblem,
	Refusal,
	Value,
	Values,
	WantedCross,
	WantedFund,
	WantedKpi,
	WantedLine,
	WantedMilestone,
	WantedPart,
	WantedTarget,
	WantedTotal
} from './wanted.ts';

/** What the rows of a workbook have stated of it so far, by what it is known by. */
export interface Parts {
	funds: Map<string, WantedFund>;
	milestones: WantedMilestone[];
	kpis: Map<string, WantedKpi>;
	targets: Map<string, WantedTarget>;
	lines: Map<string, WantedLine>;
	totals: WantedTotal[];
	parts: WantedPart[];
	crosses: WantedCross[];
	refusals: Refusal[];
}

export const refKey = (ref: ElementRef): string =>
	'element' in ref
		? `at ${ref.element.at.sheet} ${ref.element.at.row} ${ref.element.at.column}`
		: ref.code;

const refused = ({ at, text }: { at: At; text: string }, why: RecordProblem): Refusal => ({
	at,
	text,
	why,
	field: null
});

export function readFund(row: Row, parts: Parts): void {
	const [code, title] = [first(row, 'fund.code'), first(row, 'fund.title')];
	if (!code || typeof code.value !== 'string') return;
	const fund: WantedFund = parts.funds.get(code.value) ?? {
		record: 'fund',
		code: code.value,
		at: code.at,
		fields: {}
	};
	if (title) addFields(fund, { title: { value: title.value, at: title.at } }, parts.refusals);
	parts.funds.set(code.value, fund);
}

export function readMilestone(row: Row, element: ElementRef, parts: Parts): void {
	const found = first(row, 'milestone.title') ?? first(row, 'milestone.number');
	if (!found) return;
	const number = first(row, 'milestone.number')?.value;
	parts.milestones.push({
		record: 'milestone',
		element,
		number: typeof number === 'string' ? Number(number) : null,
		at: found.at,
		fields: fieldsOf(row, 'milestone', ['number'])
	});
}

const kpiRoles = (row: Row) =>
	[...row.values.keys()].filter((role) => /^(kpi|part|cross)\.|^target\.value$/.test(role));

interface KpiName {
	code: string | null;
	title: Value | null;
}

/** By a name a KPI is found again; without one it is called as its element, where that was chosen. */
function kpiName(row: Row, element: ElementRef | null, map: SheetMap): KpiName {
	const [code, title] = [wordsIn(row, 'kpi.code'), first(row, 'kpi.title') ?? null];
	if (code !== null || title !== null || !map.kpiAsElement) return { code, title };
	if (element === null || !('element' in element)) return { code, title };
	return { code: element.element.code, title: element.element.fields['title'] ?? null };
}

/** The KPI of a row; null where it speaks of none, or of one without a name. */
export function readKpi(
	row: Row,
	element: ElementRef | null,
	map: SheetMap,
	parts: Parts
): WantedKpi | null {
	const roles = kpiRoles(row);
	const at = roles.length > 0 ? first(row, roles[0] ?? 'kpi.title') : undefined;
	if (!at) return null;
	const { code, title } = kpiName(row, element, map);
	if (code === null && title === null) {
		parts.refusals.push(refused(at, { problem: 'kpi_unnamed' }));
		return null;
	}
	const key = code ?? `${element && refKey(element)} ${bareWords(String(title?.value ?? ''))}`;
	const had = parts.kpis.get(key);
	const kpi: WantedKpi = had ?? { record: 'kpi', element, code, at: at.at, fields: {} };
	const named: Values = title === null ? {} : { title: { value: title.value, at: title.at } };
	const fields: Values = { ...fieldsOf(row, 'kpi', ['code', 'title']), ...named };
	addFields(kpi, fields, parts.refusals);
	if (kpi.element === null) kpi.element = element;
	parts.kpis.set(key, kpi);
	return kpi;
}

/** The day of a target: its column's, its row's, else that on which its element or the plan ends. */
function dueOf(row: Row, { column }: RowValue, planEnd: IsoDate | null): IsoDate | null {
	if (column.due !== undefined) return column.due;
	const said = first(row, 'target.due_on') ?? first(row, 'element.planned_end');
	return typeof said?.value === 'string' ? said.value : planEnd;
}

export function readTargets(row: Row, kpi: WantedKpi, planEnd: IsoDate | null, parts: Parts): void {
	for (const value of row.values.get('target.value') ?? []) {
		const due = dueOf(row, value, planEnd);
		if (due === null) {
			parts.refusals.push(refused(value, { problem: 'no_due_day' }));
			continue;
		}
		const name = kpi.code ?? `at ${kpi.at.sheet} ${kpi.at.row} ${kpi.at.column}`;
		const target: WantedTarget = parts.targets.get(`${name} ${due}`) ?? {
			record: 'target',
			kpi: { kpi },
			due,
			at: value.at,
			fields: {}
		};
		addFields(target, { value: { value: value.value, at: value.at } }, parts.refusals);
		parts.targets.set(`${name} ${due}`, target);
	}
}

const numberOf = (value: Value | undefined): number | null =>
	typeof value?.value === 'string' ? Number(value.value) : null;

/** A term by which the row's KPI is reported, or two dimensions that are reported together. */
export function readKpiParts(row: Row, kpi: WantedKpi, parts: Parts): void {
	const term = first(row, 'part.term') ?? first(row, 'part.dimension');
	if (term) {
		const fields = fieldsOf(row, 'part', ['dimension_number', 'number']);
		const dimension = numberOf(first(row, 'part.dimension_number'));
		const number = numberOf(first(row, 'part.number'));
		parts.parts.push({ record: 'part', kpi, dimension, number, at: term.at, fields });
	}
	const [one, other] = [wordsIn(row, 'cross.one'), wordsIn(row, 'cross.other')];
	const at = (first(row, 'cross.one') ?? first(row, 'cross.other'))?.at;
	if (at)
		parts.crosses.push({
			...{ record: 'cross', kpi, one: one ?? '', other: other ?? '', at },
			fields: fieldsOf(row, 'cross')
		});
}

const amounts: readonly Role[] = [
	...(['line.cost', 'line.original_cost', 'line.cost_from', 'line.since'] as const),
	...(['line.appropriation', 'line.allotment'] as const)
];

interface LineName {
	element: ElementRef;
	fund: string;
	year: number;
}

function lineOf({ element, fund, year }: LineName, at: At, parts: Parts): WantedLine {
	const key = [refKey(element), fund, year].join(' ');
	const line = parts.lines.get(key) ?? { record: 'line', element, fund, year, at, fields: {} };
	parts.lines.set(key, line);
	return line;
}

export function readLines(row: Row, element: ElementRef, map: SheetMap, parts: Parts): void {
	const said = first(row, 'line.year')?.value;
	const fund = wordsIn(row, 'line.fund') ?? map.fund;
	for (const role of amounts) {
		for (const value of row.values.get(role) ?? []) {
			const year = value.column.year ?? (typeof said === 'number' ? said : map.year);
			if (year === null || fund === '') {
				const problem = year === null ? 'no_year' : 'no_fund';
				parts.refusals.push(refused(value, { problem }));
				continue;
			}
			const line = lineOf({ element, fund, year }, value.at, parts);
			addFields(line, { [role.slice(5)]: { value: value.value, at: value.at } }, parts.refusals);
		}
	}
}

/** A line of which only the fund and the year stand there: it exists, and nothing of it is set. */
export function readEmptyLine(row: Row, element: ElementRef | null, parts: Parts): void {
	const [fund, year] = [first(row, 'line.fund'), first(row, 'line.year')];
	if (element === null || typeof fund?.value !== 'string' || typeof year?.value !== 'number')
		return;
	lineOf({ element, fund: fund.value, year: year.value }, fund.at, parts);
}

/** A dated total; of which line it is its row says, or it is refused later. */
export function readTotal(row: Row, element: ElementRef | null, parts: Parts): void {
	const found = (['total.stage', 'total.amount', 'total.from', 'total.fund'] as const)
		.map((role) => first(row, role))
		.find((value) => value !== undefined && value.value !== null);
	if (!found) return;
	const { at } = found;
	parts.totals.push({ record: 'total', element, at, fields: fieldsOf(row, 'total') });
}
