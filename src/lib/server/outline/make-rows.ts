/** Makes what is sent of an outline, row by row, by the commands that forms use too. */
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { OutlineChanges, RowChange } from '#lib/domain/outline/changes.ts';
import type { Cells } from '#lib/domain/outline/rows.ts';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import * as budgets from '../budgets/appropriations.ts';
import { findLine, type ElementCost } from '../budgets/queries.ts';
import type { Trx } from '../db/connect.ts';
import { arrange } from '../elements/arranging.ts';
import * as elements from '../elements/commands.ts';
import type { EditedElement, ElementFields } from '../elements/fields.ts';
import * as places from '../elements/places.ts';
import { outline } from '../elements/outline.ts';
import { find } from '../elements/queries.ts';
import { retire } from '../elements/retirement.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { atItsCell } from './refusals.ts';

export interface MakingRows {
	trx: Trx;
	actor: Actor;
	/** With the batch that all is a part of. */
	plan: EditedPlan;
	reason: string;
	/** In the plan's time zone. */
	today: IsoDate;
	/** When what is taken out retires. */
	now: Date;
	span: PlanSpan;
	/** The id of an organisation, by its acronym. */
	organisation: (acronym: string) => string;
	/** The id of a fund source, by its code. */
	source: (code: string) => string;
	/** By the id of each element that has budget lines. */
	costs: ReadonlyMap<string, ElementCost>;
	/** The fund source of a cost that is the first of its activity and names none. */
	fundId: string | null;
	/** All cells of a row as they are sent, by its key. */
	cellsOf: (key: string) => Cells;
}

/** Ids by the keys of rows: of those that are stored the key is the id. */
class RowIds {
	readonly #added = new Map<string, string>();

	add(key: string, id: string): void {
		this.#added.set(key, id);
	}

	/** What was added, by its key. */
	added = (): Record<string, string> => Object.fromEntries(this.#added);
	of = (key: string): string => this.#added.get(key) ?? key;
	above = (key: string | null): string | null => (key === null ? null : this.of(key));
}

async function stored(trx: Trx, planId: string, id: string): Promise<EditedElement> {
	const element = await find(trx, planId, id);
	if (!element) throw new Refused('', 'no_such_parent');
	return element;
}

/** Adds an element, or moves it beneath another parent. */
async function placed(change: RowChange, making: MakingRows, ids: RowIds): Promise<void> {
	const { trx, actor, plan, reason } = making;
	const { key, kind, parent, cells } = change;
	if (kind !== null) {
		const { code = '', title = '' } = cells;
		const added = { kind, parentId: ids.above(parent ?? null), code, title, reason };
		ids.add(key, await places.add(trx, actor, plan, added));
	} else if (parent !== undefined) {
		const { version } = await stored(trx, plan.id, key);
		await places.move(trx, actor, plan, { id: key, version, reason }, ids.above(parent));
	}
}

/** Text of a cell as its column keeps it. */
const orNull = (text: string): string | null => text || null;

function fieldsAfter(
	element: ElementFields,
	{ code, title, lead, start, end, weight }: Partial<Cells>,
	organisation: MakingRows['organisation']
): ElementFields {
	const others = element.owners.filter(({ role }) => role !== 'lead');
	const leads = lead ? [{ role: 'lead' as const, organisation_id: organisation(lead) }] : [];
	return {
		...element,
		...(code && { code }),
		...(title && { title }),
		...(lead !== undefined && { owners: [...leads, ...others] }),
		...(start !== undefined && { planned_start: orNull(start) }),
		...(end !== undefined && { planned_end: orNull(end) }),
		...(weight !== undefined && { weight: orNull(weight) })
	};
}

async function changed(change: RowChange, making: MakingRows, ids: RowIds): Promise<void> {
	const { trx, actor, plan, reason, today, organisation } = making;
	const { cost: _, fund: __, ...cells } = change.cells;
	if (Object.keys(cells).length === 0) return;
	const element = await stored(trx, plan.id, ids.of(change.key));
	const { id, version } = element;
	const fields = fieldsAfter(element, cells, organisation);
	const request = { id, version, fields, reason, linkReason: null, today };
	await elements.change(trx, actor, plan, request);
}

/** In which year an activity that has no line yet is paid for: when it starts, else when the plan does. */
const yearOf = ({ start }: Cells, { span, today }: MakingRows): number =>
	Number((start || span.periodStart || today).slice(0, 4));

/** The budget line of an activity that has one alone, as it is stored now. */
async function onlyLine({ trx, plan }: MakingRows, elementId: string, lineId: string) {
	const line = await findLine(trx, plan.id, elementId, lineId);
	if (!line) throw new Refused('cost', 'unknown_choice');
	return line;
}

/** Another cost, or another fund source, of an activity's only line. */
async function recosted(
	{ cost, fund }: Partial<Cells>,
	making: MakingRows,
	elementId: string,
	lineId: string
): Promise<void> {
	const { trx, actor, plan, reason } = making;
	if (fund) {
		const { version } = await onlyLine(making, elementId, lineId);
		const at = { elementId, id: lineId, version };
		const fundId = making.source(fund);
		await budgets.changeSource(trx, actor, plan, at, { fundId, reason });
	}
	if (cost === undefined) return;
	const { version, appropriation, allotment } = await onlyLine(making, elementId, lineId);
	const amounts = { appropriation, allotment, cost: cost === '' ? null : parseMoney(cost) };
	await budgets.change(trx, actor, plan, { elementId, id: lineId, version }, { amounts, reason });
}

async function costed(change: RowChange, making: MakingRows, ids: RowIds): Promise<void> {
	const { trx, actor, plan, reason, costs, fundId } = making;
	const { key, cells } = change;
	if (cells.cost === undefined && cells.fund === undefined) return;
	const elementId = ids.of(key);
	const lineId = costs.get(elementId)?.lineId;
	if (lineId) return await recosted(cells, making, elementId, lineId);
	const { cost, fund } = making.cellsOf(key);
	if (cost === '' && fund === '') return;
	const fund_source_id = fund ? making.source(fund) : fundId;
	if (fund_source_id === null) throw new Refused('cost', 'unknown_choice');
	const amounts = {
		...{ cost: cost === '' ? null : parseMoney(cost) },
		...{ appropriation: null, allotment: null }
	};
	const appropriation_year = yearOf(making.cellsOf(key), making);
	const line = { ...amounts, fund_source_id, appropriation_year };
	await budgets.add(trx, actor, plan, elementId, { line, reason });
}

/** Takes a row out of the plan; what stands beneath it must be out of it, or elsewhere. */
async function retired(key: string, { trx, actor, plan, reason, now }: MakingRows) {
	const { version } = await stored(trx, plan.id, key);
	await retire(trx, actor, plan, { id: key, version, reason }, now);
}

/** The rows beneath which something stays: they retire once it has gone elsewhere. */
async function stillHolding({ retired: going }: OutlineChanges, { trx, plan }: MakingRows) {
	const rows = await outline(trx, plan.id);
	const goes = new Set(going.map(({ key }) => key));
	const holding = new Set<string | null>();
	for (const { id, parentId } of rows.toReversed())
		if (!goes.has(id) || holding.has(id)) holding.add(parentId);
	return holding;
}

/**
 * Makes all changes: what goes, each row before what stands beneath it, then the order in which rows stand. Gives
 * the ids of rows that are new, by their keys.
 */
export async function makeRows(
	changes: OutlineChanges,
	making: MakingRows
): Promise<Record<string, string>> {
	const { trx, actor, plan, reason } = making;
	const ids = new RowIds();
	const holding = await stillHolding(changes, making);
	const first = changes.retired.filter(({ key }) => !holding.has(key));
	const last = changes.retired.filter(({ key }) => holding.has(key));
	// their codes are free then
	for (const { key } of first) await atItsCell(key, () => retired(key, making));
	for (const change of changes.rows)
		await atItsCell(change.key, async () => {
			await placed(change, making, ids);
			await changed(change, making, ids);
			await costed(change, making, ids);
		});
	for (const { key } of last) await atItsCell(key, () => retired(key, making));
	for (const { parent, keys } of changes.orders)
		await atItsCell(keys[0] ?? '', async () => {
			const of = { parentId: ids.above(parent), ids: keys.map(ids.of), reason };
			await arrange(trx, actor, plan, of);
		});
	return ids.added();
}
