/** Makes what a workbook changes of a plan, record by record, by the commands that forms use too. */
import { workKinds } from '#lib/domain/interchange/roles.ts';
import type {
	ElementChange,
	HandOverChange,
	KpiChange,
	MilestoneChange,
	RecordChange,
	WorkChange
} from '#lib/domain/interchange/record-changes.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import * as budgets from '../../budgets/appropriations.ts';
import * as elements from '../../elements/commands.ts';
import type { ElementFields, MilestoneField, OwnerField } from '../../elements/fields.ts';
import * as places from '../../elements/places.ts';
import { find as findElement } from '../../elements/queries.ts';
import { correct } from '../../writing/dating.ts';
import { Invalid, Refused } from '../../writing/refusals.ts';
import { idsOf, type Ids } from './ids.ts';
import { isOfLine, makeLine } from './make-lines.ts';
import { kpiParts, makeKpi, nothingOfKpi } from './make-kpis.ts';
import { firstDayOf, makeHandOver, makeWork } from './make-work.ts';
import { after, isMade, texts, type Making, type Records } from './making.ts';
import { RowRefused } from './refusals.ts';

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
	{ milestones, since }: { milestones: readonly MilestoneChange[]; since: IsoDate | null },
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
		today,
		...(since !== null && since < today && { ownersSince: since })
	});
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

const isWork = (one: RecordChange): one is WorkChange =>
	workKinds.some((kind) => kind === one.record);

/** Hand-overs and records of work, which speak of owners, KPIs and lines that are there by now. */
async function makeAllWork(
	handOvers: readonly HandOverChange[],
	work: readonly WorkChange[],
	making: Making
): Promise<void> {
	const { trx, plan, dated } = making;
	if (handOvers.length === 0 && work.length === 0) return;
	const ids = await idsOf(trx, plan.id);
	// owners that end on a day of their own have begun before that
	if (dated !== null && handOvers.length > 0) await correct(trx, dated);
	for (const one of handOvers) await atItsCell(one, () => makeHandOver(one, work, making, ids));
	for (const one of work) await atItsCell(one, () => makeWork(one, making, ids));
}

/** Makes all records of a difference, in an order in which each finds what it hangs on. */
export async function makeRecords(records: readonly RecordChange[], making: Making): Promise<void> {
	const { trx, actor, plan } = making;
	const ids = await idsOf(trx, plan.id);
	const of: Records = <Kind extends RecordChange['record']>(kind: Kind) =>
		records.filter((one): one is Extract<RecordChange, { record: Kind }> => one.record === kind);
	const [handOvers, work] = [of('hand_over').filter(isMade), records.filter(isWork).filter(isMade)];
	const milestones = Map.groupBy(of('milestone').filter(isMade), ({ element }) => element);
	const parts = kpiParts(of);
	for (const fund of of('fund').filter(isMade))
		await atItsCell(fund, async () => {
			const { code, title } = fund;
			ids.addFund(code, await budgets.addFundSource(trx, actor, plan, { code, title }));
		});
	for (const one of withParts(of('element'), milestones, unchangedElement)) {
		const since = one.state === 'created' ? firstDayOf(one.code, handOvers, work) : null;
		const own = { milestones: milestones.get(one.code) ?? [], since };
		await atItsCell(one, () => makeElement(one, own, making, ids));
	}
	const partsOfKpis = new Map([...parts].map(([code, { all }]) => [code, all]));
	for (const one of withParts(of('kpi'), partsOfKpis, unchangedKpi))
		await atItsCell(one, () => makeKpi(one, parts.get(one.code) ?? nothingOfKpi, making, ids));
	const totals = of('total').filter(isMade);
	for (const line of of('line').filter(isMade)) {
		const own = totals.filter((total) => isOfLine(total, line));
		await atItsCell(line, () => makeLine(line, own, making, ids));
	}
	await makeAllWork(handOvers, work, making);
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

const unchangedKpi = ({ at, title }: RecordChange, code: string): KpiChange => ({
	record: 'kpi',
	state: 'unchanged',
	at,
	code,
	title,
	element: '',
	changes: []
});
