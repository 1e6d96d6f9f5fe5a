/** Makes what a workbook changes of a plan, record by record, by the commands that forms use too. */
import { parseMoney } from '#lib/domain/figures/money.ts';
import type {
	ElementChange,
	KpiChange,
	LineChange,
	MilestoneChange,
	RecordChange,
	TargetChange
} from '#lib/domain/interchange/record-changes.ts';
import { enteredOf } from '#lib/domain/entries/disaggregation-entry.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import * as budgets from '../../budgets/appropriations.ts';
import { findLine } from '../../budgets/queries.ts';
import type { Trx } from '../../db/connect.ts';
import * as elements from '../../elements/commands.ts';
import type { ElementFields, MilestoneField, OwnerField } from '../../elements/fields.ts';
import * as places from '../../elements/places.ts';
import { find as findElement } from '../../elements/queries.ts';
import * as kpis from '../../kpis/commands.ts';
import { find as findKpi } from '../../kpis/definitions.ts';
import type { KpiFields, SentKpi, TargetField } from '../../kpis/fields.ts';
import type { EditedPlan } from '../../writing/editing.ts';
import { Invalid, Refused } from '../../writing/refusals.ts';
import { idsOf, type Ids } from './ids.ts';
import { RowRefused } from './refusals.ts';

export interface Making {
	trx: Trx;
	actor: Actor;
	/** With the batch that all is a part of. */
	plan: EditedPlan;
	reason: string;
	/** In the plan's time zone. */
	today: IsoDate;
}

type Changed<Of extends RecordChange = RecordChange> = Of['changes'];

/** The new values of a record by their fields. */
const after = (changes: Changed): Record<string, FieldValue> =>
	Object.fromEntries(changes.map(({ field, after }) => [field, after]));

const texts = (value: FieldValue | undefined): string[] =>
	Array.isArray(value) ? value.map(String) : [];

const ownerFields = { lead: 'lead', co_leads: 'co_lead', reporters: 'reporter' } as const;

/** Owners with those roles replaced that a workbook states. */
function ownersAfter(
	stored: OwnerField[],
	values: Record<string, FieldValue>,
	ids: Ids
): OwnerField[] {
	return Object.entries(ownerFields).flatMap(([field, role]) => {
		if (!(field in values)) return stored.filter((one) => one.role === role);
		return texts(values[field]).map((acronym) => {
			return { role, organisation_id: ids.organisation(acronym) };
		});
	});
}

/** Milestones with those changed and added that a workbook states. */
function milestonesAfter(
	stored: MilestoneField[],
	changes: readonly MilestoneChange[]
): MilestoneField[] {
	const milestones = stored.map((one) => ({ ...one }));
	for (const { number, changes: changed } of changes) {
		const at = (number ?? 0) - 1;
		const had = milestones[at] ?? { id: null, title: '', weight: '1', planned_on: null };
		const { weight, ...values } = after(changed);
		const now = { ...had, ...values, ...(typeof weight === 'string' && { weight }) };
		if (number === null) milestones.push(now);
		else milestones[at] = now;
	}
	return milestones;
}

const partFields = new Set([...Object.keys(ownerFields), 'terms', 'also_serves', 'parent', 'code']);

/** All fields of an element with those that change. */
function fieldsAfter(
	stored: ElementFields,
	{ changes }: ElementChange,
	milestones: readonly MilestoneChange[],
	ids: Ids
): ElementFields {
	const values = after(changes);
	const columns = Object.fromEntries(
		Object.entries(values).filter(([name]) => !partFields.has(name))
	);
	return {
		...stored,
		...columns,
		owners: ownersAfter(stored.owners, values, ids),
		milestones: milestonesAfter(stored.milestones, milestones),
		terms: 'terms' in values ? texts(values['terms']).map((code) => ids.term(code)) : stored.terms,
		also_serves:
			'also_serves' in values
				? texts(values['also_serves']).map((code) => ids.element(code))
				: stored.also_serves
	};
}

/** Adds an element, or moves it, and returns its id. */
async function placed(
	change: ElementChange,
	{ trx, actor, plan, reason }: Making,
	ids: Ids
): Promise<string> {
	const { state, kind, code, parent, title, changes } = change;
	const parentId = parent === null ? null : ids.element(parent);
	if (state === 'created') {
		const id = await places.add(trx, actor, plan, { kind, parentId, code, title, reason });
		ids.addElement(code, id);
		return id;
	}
	const id = ids.element(code);
	if (!changes.some(({ field }) => field === 'parent')) return id;
	const element = await findElement(trx, plan.id, id);
	await places.move(trx, actor, plan, { id, version: element?.version ?? 0, reason }, parentId);
	return id;
}

async function makeElement(
	change: ElementChange,
	milestones: readonly MilestoneChange[],
	making: Making,
	ids: Ids
): Promise<void> {
	const { trx, actor, plan, reason, today } = making;
	const id = await placed(change, making, ids);
	const stored = await findElement(trx, plan.id, id);
	if (!stored) throw new Refused('', 'no_such_parent');
	const fields = fieldsAfter(stored, change, milestones, ids);
	const { version } = stored;
	await elements.change(trx, actor, plan, {
		id,
		version,
		fields,
		reason,
		linkReason: reason,
		today
	});
}

/** What a KPI is where nothing says otherwise, as a new form shows it. */
const newKpi = {
	definition: null,
	means_of_verification: null,
	unit_kind: 'count',
	unit_low: null,
	unit_high: null,
	frequency: 'quarter',
	over_time: 'last',
	over_organisations: 'none',
	reporter_id: null,
	direction: 'up',
	range_low: null,
	range_high: null,
	range_zero_distance: null,
	baseline_value: null,
	baseline_on: null,
	tolerance: '0',
	result_level: null,
	measured_until: null,
	disaggregation: null,
	quality_limits: null,
	quality_accuracy: null,
	quality_revisions: null,
	quality_actions: null,
	quality_reviewed_on: null,
	targets: []
} as const;

function targetsAfter(
	stored: readonly TargetField[],
	changes: readonly TargetChange[]
): TargetField[] {
	const targets = new Map(stored.map(({ due_on, value }) => [due_on, value]));
	for (const { due, changes: changed } of changes) {
		const { value } = after(changed);
		if (value === null) targets.delete(due);
		else if (value !== undefined) targets.set(due, String(value));
	}
	return [...targets]
		.map(([due_on, value]) => ({ due_on, value }))
		.toSorted((a, b) => (a.due_on < b.due_on ? -1 : 1));
}

function kpiAfter(
	stored: KpiFields,
	{ changes }: KpiChange,
	targets: readonly TargetChange[],
	ids: Ids
): SentKpi {
	const { reporter, ...columns } = after(changes);
	const [acronym] = texts(reporter);
	const reporter_id =
		reporter === undefined
			? stored.reporter_id
			: acronym === undefined
				? null
				: ids.organisation(acronym);
	return {
		...{ ...stored, ...columns, reporter_id },
		disaggregation: stored.disaggregation && enteredOf(stored.disaggregation),
		targets: targetsAfter(stored.targets, targets)
	};
}

async function makeKpi(
	change: KpiChange,
	targets: readonly TargetChange[],
	making: Making,
	ids: Ids
): Promise<void> {
	const { trx, actor, plan, reason, today } = making;
	const { code, title } = change;
	if (change.state === 'created') {
		const begun: KpiFields = { ...newKpi, code, title, unit: '', targets: [] };
		const fields = kpiAfter(begun, change, targets, ids);
		await kpis.add(trx, actor, plan, ids.element(change.element), { fields, reason, today });
		return;
	}
	const id = ids.kpi(code);
	const stored = await findKpi(trx, plan.id, id);
	if (!stored) throw new Refused('code', 'unknown_choice');
	const fields = kpiAfter(stored, change, targets, ids);
	await kpis.change(trx, actor, plan, { id, version: stored.version }, { fields, reason, today });
}

const money = (value: FieldValue | undefined) =>
	typeof value === 'string' ? parseMoney(value) : null;

async function makeLine(
	change: LineChange,
	{ trx, actor, plan, reason }: Making,
	ids: Ids
): Promise<void> {
	const { element, fund, year, changes } = change;
	const elementId = ids.element(element);
	const values = Object.fromEntries(changes.map(({ field, after }) => [field, money(after)]));
	const fund_source_id = ids.fund(fund);
	if (change.state === 'created') {
		const none = { cost: null, appropriation: null, allotment: null };
		const line = { ...none, ...values, fund_source_id, appropriation_year: year };
		await budgets.add(trx, actor, plan, elementId, { line, reason });
		return;
	}
	const id = ids.line(element, fund, year);
	const stored = await findLine(trx, plan.id, elementId, id);
	if (!stored) throw new Refused('fund_source', 'unknown_choice');
	const { cost, appropriation, allotment, version } = stored;
	const amounts = { cost, appropriation, allotment, ...values };
	await budgets.change(trx, actor, plan, { elementId, id, version }, { amounts, reason });
}

/** What is refused on the way is said at the first cell of its record; nothing is stored then. */
async function atItsCell(change: RecordChange, make: () => Promise<void>): Promise<void> {
	try {
		await make();
	} catch (cause) {
		if (cause instanceof Refused || cause instanceof Invalid) throw new RowRefused(change, cause);
		throw cause;
	}
}

const isMade = ({ state }: RecordChange) => state !== 'unchanged';

/** Makes all records of a difference, in an order in which each finds what it hangs on. */
export async function makeRecords(records: readonly RecordChange[], making: Making): Promise<void> {
	const { trx, actor, plan } = making;
	const ids = await idsOf(trx, plan.id);
	const of = <Kind extends RecordChange['record']>(kind: Kind) =>
		records.filter((one): one is Extract<RecordChange, { record: Kind }> => one.record === kind);
	const milestones = Map.groupBy(of('milestone').filter(isMade), ({ element }) => element);
	const targets = Map.groupBy(of('target').filter(isMade), ({ kpi }) => kpi);
	for (const fund of of('fund').filter(isMade))
		await atItsCell(fund, async () => {
			const { code, title } = fund;
			ids.addFund(code, await budgets.addFundSource(trx, actor, plan, { code, title }));
		});
	for (const one of withParts(of('element'), milestones, unchangedElement))
		await atItsCell(one, () => makeElement(one, milestones.get(one.code) ?? [], making, ids));
	for (const one of withParts(of('kpi'), targets, unchangedKpi))
		await atItsCell(one, () => makeKpi(one, targets.get(one.code) ?? [], making, ids));
	for (const line of of('line').filter(isMade))
		await atItsCell(line, () => makeLine(line, making, ids));
}

/** Those that change or whose parts do, also where the workbook names the parts alone. */
function withParts<Of extends RecordChange, Part extends RecordChange>(
	records: readonly Of[],
	parts: ReadonlyMap<string, Part[]>,
	unchanged: (part: Part, code: string) => Of
): Of[] {
	const named = new Set(records.map(({ code }) => code));
	const alone = [...parts].flatMap(([code, [part]]) =>
		named.has(code) || !part ? [] : [unchanged(part, code)]
	);
	return [...records.filter((one) => isMade(one) || parts.has(one.code)), ...alone];
}

const unchangedElement = ({ at, title }: MilestoneChange, code: string): ElementChange => ({
	record: 'element',
	state: 'unchanged',
	at,
	code,
	title,
	kind: 'activity',
	parent: null,
	changes: []
});

const unchangedKpi = ({ at, title }: TargetChange, code: string): KpiChange => ({
	record: 'kpi',
	state: 'unchanged',
	at,
	code,
	title,
	element: '',
	changes: []
});
