/** What an amendment changes, record by record, in words. */
import type { Stored } from '#lib/domain/editions/appended.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RecordNames } from '#lib/server/amendments/names.ts';
import type { FieldChange, Moved } from '#lib/server/amendments/queries.ts';
import { fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';

export interface RecordWords {
	key: string;
	/** Of which kind, and what it is called. */
	kind: string;
	name: string;
	way: 'new' | 'gone' | 'changed';
	fields: { label: string; before: string; after: string }[];
}

const kinds: Record<FieldChange['kind'], () => string> = {
	plan: m.amendment_kind_plan,
	element: m.amendment_kind_element,
	owner: m.amendment_kind_owner,
	milestone: m.amendment_kind_milestone,
	element_term: m.amendment_kind_element_term,
	element_link: m.amendment_kind_element_link,
	kpi: m.amendment_kind_kpi,
	kpi_target: m.amendment_kind_kpi_target,
	budget_line: m.amendment_kind_budget_line,
	plan_note: m.amendment_kind_plan_note,
	plan_note_element: m.amendment_kind_plan_note_element
};

/** Columns that people do not read: they are told by the record's name, its place, or another field. */
const unread = new Set([
	'plan_id',
	'parent_kind',
	'template_element_id',
	'template_kpi_id',
	'element_kind',
	'kind',
	'retired',
	'retired_reason',
	'position',
	'element_id',
	'kpi_id',
	'note_id'
]);

/** Of a note what it says, and what its list is of: its heading and its place are those of the publication. */
const readOfNotes = new Set(['text', 'list_kind', 'country']);
const isRead = ({ kind, field }: FieldChange) =>
	kind === 'plan_note' ? readOfNotes.has(field) : !unread.has(field);

/** Which kind of thing an id names. */
const references: Record<string, string> = {
	parent_id: 'element',
	serves_id: 'element',
	organisation_id: 'organisation',
	reporter_id: 'organisation',
	term_id: 'term',
	fund_source_id: 'fund_source'
};

interface Words {
	names: RecordNames;
	references: RecordNames;
	currency: string;
}

const flags = new Set(['critical', 'applicable', 'deliverable_defined']);

function valueText(field: string, value: Stored, { references: named, currency }: Words): string {
	const of = references[field];
	if (of && typeof value === 'string') return named.get(`${of} ${value}`) ?? value;
	const name = field.replace(/_id$/, '');
	if (flags.has(field)) return fieldText(name, value === 'true', currency);
	if (typeof value === 'object' && value !== null) return JSON.stringify(value);
	return fieldText(name, value, currency);
}

const labelOf = (kind: FieldChange['kind'], field: string) =>
	kind === 'plan_note' && field === 'text' ? kinds[kind]() : fieldLabel(field.replace(/_id$/, ''));

function recordWords(key: string, rows: FieldChange[], words: Words): RecordWords {
	const { kind, isNew } = rows[0]!;
	const isGone = rows.some(({ field, after }) => field === 'retired' && after === 'true');
	const read = rows.filter((row) => isRead(row) && !(isNew && row.after === null));
	return {
		key,
		kind: kinds[kind](),
		name: kind === 'plan' ? '' : (words.names.get(key) ?? ''),
		way: isGone ? 'gone' : isNew ? 'new' : 'changed',
		fields: (isGone ? [] : read).map(({ field, before, after }) => ({
			label: labelOf(kind, field),
			before: isNew ? '' : valueText(field, before, words),
			after: valueText(field, after, words)
		}))
	};
}

export function changeWords(changes: FieldChange[], words: Words): RecordWords[] {
	const records = Map.groupBy(changes, ({ kind, recordId }) => `${kind} ${recordId}`);
	return [...records].map(([key, rows]) => recordWords(key, rows, words));
}

/** Where the plan is otherwise than when it was drafted. */
export const movedWords = (moved: Moved[], words: Words): string[] =>
	moved.map(({ kind, recordId, field, before, present, after }) =>
		m.amendment_moved_row({
			field: labelOf(kind, field),
			what: words.names.get(`${kind} ${recordId}`) ?? kinds[kind](),
			before: valueText(field, before, words),
			present: valueText(field, present, words),
			after: valueText(field, after, words)
		})
	);
