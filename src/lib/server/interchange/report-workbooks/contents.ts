/** What an organisation has to report, item by item, as its workbook asks for it. */
import { reachedField } from '#lib/domain/entries/activity-entry.ts';
import { cellField } from '#lib/domain/entries/cell-entry.ts';
import { cellGroups, type ExpectedCell } from '#lib/domain/kpis/expected-cells.ts';
import { dayToMeasure } from '#lib/domain/entries/plan-days.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	MilestoneRecord
} from '#lib/domain/records/records.ts';
import {
	activityFields,
	kpiFields,
	lineFields,
	type ItemFields
} from '#lib/domain/report-workbook/fields.ts';
import {
	noChange,
	notApplicable,
	type DownloadedItem,
	type EnteredNow,
	type Values
} from '#lib/domain/report-workbook/items.ts';
import { isRatio } from '#lib/domain/entries/measured-value.ts';
import type { Db } from '../../db/connect.ts';
import type { PlanRow } from '../../facts/plans.ts';
import { tasks, type Tasks } from '../../reports/tasks.ts';
import { lastMeasurements, lastSpending, lastUpdates } from './entered-now.ts';

/** What it is of, with what people read beside its cells. */
type About =
	| { element: ElementRecord; milestones: MilestoneRecord[] }
	| { kpi: KpiRecord; cells: ExpectedCell[] }
	| { element: ElementRecord; line: BudgetLineRecord };

export interface AskedItem {
	/** As it would be downloaded now. */
	item: DownloadedItem;
	code: string;
	title: string;
	fields: ItemFields;
	/** Rows beneath its own. */
	parts: string[];
	/** What was said last of all, or of the latest day. */
	last: Values | null;
	about: About;
}

export interface Contents {
	tasks: Tasks;
	items: AskedItem[];
}

const empty: Values = {};

function activityItem(
	element: ElementRecord,
	last: EnteredNow | undefined,
	asOf: IsoDate
): AskedItem {
	const { id, code, title, milestones } = element;
	const fields = activityFields(milestones.map((one) => one.id));
	const said = last?.values ?? empty;
	const reached = milestones.map((one) => [reachedField(one.id), one.reachedOn ?? '']);
	const known = Object.fromEntries(reached) as Values;
	const values = { ...known, ...said, as_of: asOf, [noChange]: '' };
	const item = { kind: 'activity', id, seen: last?.seen ?? null, values } as const;
	const parts = milestones.map((one) => one.id);
	return {
		item,
		code,
		title,
		fields,
		parts,
		last: last?.values ?? null,
		about: { element, milestones }
	};
}

/** Parts that did not apply when it was last measured are said not to apply again. */
function inapplicable({ measurements, ...kpi }: KpiRecord): Values {
	const cells = measurements.at(-1)?.cells ?? [];
	const part = isRatio(kpi) ? 'numerator' : 'value';
	const none = cells.filter(({ value }) => value === null);
	return Object.fromEntries(none.map(({ key }) => [cellField(key, part), notApplicable]));
}

function kpiItem(kpi: KpiRecord, last: EnteredNow | undefined, day: IsoDate): AskedItem {
	const { id, code, title, disaggregation } = kpi;
	const groups = disaggregation === null ? [] : cellGroups(disaggregation);
	const cells = groups.flatMap((group) => group.cells);
	const values = { measured_on: day, ...inapplicable(kpi) };
	const seen = last?.seen ?? null;
	const item: DownloadedItem = { kind: 'kpi', id, seen, values, last: last?.values };
	const fields = kpiFields(kpi);
	const parts = cells.map(({ key }) => key);
	return { item, code, title, fields, parts, last: last?.values ?? null, about: { kpi, cells } };
}

interface OfLine {
	element: ElementRecord;
	line: BudgetLineRecord;
	currency: string;
}

function lineItem(
	{ element, line, currency }: OfLine,
	last: EnteredNow | undefined,
	asOf: IsoDate
): AskedItem {
	const values = { obligation: '', disbursement: '', ...last?.values, as_of: asOf, [noChange]: '' };
	return {
		item: { kind: 'line', id: line.id, seen: last?.seen ?? null, values },
		...{ code: element.code, title: element.title, fields: lineFields(currency), parts: [] },
		...{ last: last?.values ?? null, about: { element, line } }
	};
}

/** What an organisation's workbook of today asks for; see `tasks`. */
export async function contents(
	db: Db,
	plan: PlanRow,
	organisationId: string,
	today: IsoDate
): Promise<Contents> {
	const mine = await tasks(db, plan, organisationId, today);
	const { report, record, activities, kpis, money } = mine;
	const lines = money.flatMap(({ element, lines: of }) =>
		of.map(({ line }) => ({ element, line, currency: record.currency }))
	);
	const [updates, measured, spent] = await Promise.all([
		lastUpdates(
			db,
			activities.map(({ element }) => element.id),
			'day'
		),
		lastMeasurements(
			db,
			kpis.map(({ kpi }) => kpi.id)
		),
		lastSpending(
			db,
			lines.map(({ line }) => line.id),
			'day'
		)
	]);
	const day = dayToReport(report, today);
	return {
		tasks: mine,
		items: [
			...activities.map(({ element }) => {
				return activityItem(element, updates.get(element.id), day);
			}),
			...kpis.map(({ kpi }) =>
				kpiItem(kpi, measured.get(kpi.id), dayToMeasure(kpi, record, today, day))
			),
			...lines.map((of) => lineItem(of, spent.get(of.line.id), day))
		]
	};
}
