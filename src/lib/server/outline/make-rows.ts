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
import { find } from '../elements/queries.ts';
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
	span: PlanSpan;
	/** The id of an organisation, by its acronym. */
	organisation: (acronym: string) => string;
	/** By the id of each element that has budget lines. */
	costs: ReadonlyMap<string, ElementCost>;
	/** The fund source of a cost that is the first of its activity. */
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
	const { cost: _, ...cells } = change.cells;
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

async function costed(change: RowChange, making: MakingRows, ids: RowIds): Promise<void> {
	const { trx, actor, plan, reason, costs, fundId } = making;
	const { key, cells } = change;
	if (cells.cost === undefined) return;
	const cost = cells.cost === '' ? null : parseMoney(cells.cost);
	const elementId = ids.of(key);
	const lineId = costs.get(elementId)?.lineId;
	if (lineId) {
		const line = await findLine(trx, plan.id, elementId, lineId);
		if (!line) throw new Refused('cost', 'unknown_choice');
		const { version, appropriation, allotment } = line;
		const amounts = { appropriation, allotment, cost };
		const at = { elementId, id: lineId, version };
		await budgets.change(trx, actor, plan, at, { amounts, reason });
	} else if (cost !== null) {
		if (fundId === null) throw new Refused('cost', 'unknown_choice');
		const amounts = { cost, appropriation: null, allotment: null };
		const appropriation_year = yearOf(making.cellsOf(key), making);
		const line = { ...amounts, fund_source_id: fundId, appropriation_year };
		await budgets.add(trx, actor, plan, elementId, { line, reason });
	}
}

/**
 * Makes all changes, each row before what stands beneath it, then the order in which rows stand. Gives
 * the ids of rows that are new, by their keys.
 */
export async function makeRows(
	changes: OutlineChanges,
	making: MakingRows
): Promise<Record<string, string>> {
	const { trx, actor, plan, reason } = making;
	const ids = new RowIds();
	for (const change of changes.rows)
		await atItsCell(change.key, async () => {
			await placed(change, making, ids);
			await changed(change, making, ids);
			await costed(change, making, ids);
		});
	for (const { parent, keys } of changes.orders)
		await atItsCell(keys[0] ?? '', async () => {
			const of = { parentId: ids.above(parent), ids: keys.map(ids.of), reason };
			await arrange(trx, actor, plan, of);
		});
	return ids.added();
}
