/** Makes what a workbook changes of records of work, by the commands that forms use too. */
import { parseMoney } from '#lib/domain/figures/money.ts';
import { handedOf } from '#lib/domain/interchange/compare-hand-overs.ts';
import type { HandOverChange, WorkChange } from '#lib/domain/interchange/record-changes.ts';
import type { WorkKind } from '#lib/domain/interchange/roles.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import { addDays } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { columnsOf, type Kind } from '#lib/kinds/field.ts';
import { workRecords, type ValuesOfRecord } from '#lib/kinds/work-records.ts';
import { find as findElement } from '../../elements/queries.ts';
import { add, change as changeRecord } from '../../work-records/commands.ts';
import { handOver } from '../../work-records/hand-over.ts';
import { ownersToHandOver } from '../../work-records/hand-overs.ts';
import { find as findRecord } from '../../work-records/queries.ts';
import { Refused } from '../../writing/refusals.ts';
import type { Ids } from './ids.ts';
import type { Making } from './making.ts';

type Columns = Record<string, string | bigint | null>;

const first = (value: FieldValue): string | null =>
	Array.isArray(value) && value[0] !== undefined ? String(value[0]) : null;

/** What a field of a workbook is in the columns of its record. */
function columnOf(kind: Kind, field: string, value: FieldValue, ids: Ids): Columns {
	if (field === 'organisation' || field === 'supplier_organisation') {
		const acronym = first(value);
		return { [`${field}_id`]: acronym === null ? null : ids.organisation(acronym) };
	}
	if (field === 'benefit_kpi')
		return { benefit_kpi_id: value === null ? null : ids.kpi(String(value)) };
	if (kind[field]?.reads.as === 'money')
		return { [field]: value === null ? null : parseMoney(String(value)) };
	return { [field]: value === null ? null : String(value) };
}

/** A record's columns, with those changed that a workbook changes; others stay letter for letter. */
function columnsAfter({ record, element, changes, after }: WorkChange, stored: Columns, ids: Ids) {
	const kind: Kind = workRecords[record];
	const columns = { ...stored };
	for (const { field, after: value } of changes)
		if (field !== 'fund' && field !== 'year')
			Object.assign(columns, columnOf(kind, field, value, ids));
	if (changes.some(({ field }) => field === 'fund' || field === 'year')) {
		const { fund, year } = after;
		const isNone = element === null || typeof fund !== 'string' || typeof year !== 'number';
		columns['budget_line_id'] = isNone ? null : ids.line(element, fund, year);
	}
	return columns;
}

const nothing = (record: WorkKind): Columns =>
	Object.fromEntries(columnsOf<Kind>(workRecords[record]).map((name) => [name, null]));

/** Adds a record of work, or changes it. */
export async function makeWork(
	one: WorkChange,
	{ trx, actor, plan, reason, today }: Making,
	ids: Ids
): Promise<void> {
	const { record, element, stored } = one;
	if (stored === null) {
		// the columns are those of the kind: the roles of workbooks are named after them
		const values = columnsAfter(one, nothing(record), ids) as ValuesOfRecord<WorkKind>;
		const elementId = element === null ? null : ids.element(element);
		await add(trx, actor, plan, record, { elementId, values, reason: null, today });
		return;
	}
	const { id, version } = stored;
	const state = await findRecord(trx, record, { planId: plan.id, id });
	if (!state) throw new Refused('', 'unknown_choice');
	const columns: Columns = { ...state.values };
	const values = columnsAfter(one, columns, ids) as ValuesOfRecord<WorkKind>;
	await changeRecord(trx, actor, plan, record, { id, version }, { values, reason, today });
}

const words = (value: FieldValue | undefined): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** Whether the workbook itself says which office answers from the day of a hand-over. */
const saysOffice = ({ element, after }: HandOverChange, work: readonly WorkChange[]): boolean => {
	const { to, on } = handedOf(after);
	return work.some(
		(one) =>
			one.record === 'office' &&
			one.element === element &&
			first(one.after['organisation'] ?? null) === to &&
			one.after['held_from'] === on
	);
};

/** Hands an element over, as its row says. */
export async function makeHandOver(
	one: HandOverChange,
	work: readonly WorkChange[],
	{ trx, actor, plan, reason, today }: Making,
	ids: Ids
): Promise<void> {
	const { after } = one;
	const { role, from, to, on } = handedOf(after);
	const elementId = ids.element(one.element);
	const element = await findElement(trx, plan.id, elementId);
	const owners = await ownersToHandOver(trx, plan.id, elementId);
	const owner = owners.find((own) => own.role === role && own.acronym === from);
	if (!element || !owner) throw new Refused('owner', 'unknown_choice');
	const isSaid = saysOffice(one, work);
	const fromOffice = words(after['from_office']);
	await handOver(trx, actor, plan, {
		...{ elementId, version: element.version, ownerId: owner.id, on, today },
		...{ toOrganisationId: ids.organisation(to), toOffice: words(after['to_office']) },
		...(isSaid || fromOffice !== null ? { fromOffice } : {}),
		...{ officesSaid: isSaid, what: words(after['handed_over']), withElements: [] },
		reason: words(after['reason']) ?? reason
	});
}

/**
 * The first day of which a workbook says that somebody answered for an element; null: it says of none.
 * Who owns a new element has owned it since then at least.
 */
export function firstDayOf(
	element: string,
	handOvers: readonly HandOverChange[],
	work: readonly WorkChange[]
): IsoDate | null {
	const days = [
		...handOvers
			.filter((one) => one.element === element)
			.map(({ after }) => addDays(handedOf(after).on, -1)),
		...work
			.filter((one) => one.record === 'office' && one.element === element)
			.flatMap(({ after }) => [words(after['held_from']), words(after['held_until'])])
	].filter((day) => day !== null);
	return days.toSorted()[0] ?? null;
}
