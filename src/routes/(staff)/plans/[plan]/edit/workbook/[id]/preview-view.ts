/** What taking a workbook would change, as its page shows it. */
import { addressOf } from '#lib/domain/interchange/cells.ts';
import { madeOf, type Difference } from '#lib/domain/interchange/difference.ts';
import type { RecordChange } from '#lib/domain/interchange/record-changes.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';
import { roleWord } from '#lib/kinds/workbook.ts';
import { isRole } from '#lib/domain/interchange/roles.ts';
import { shownRefusal, type ShownRefusal } from './refusal-words.ts';

export interface ShownChange {
	key: string;
	state: 'created' | 'changed';
	what: string;
	code: string;
	title: string;
	place: string;
	fields: { label: string; before: string | null; after: string; place: string }[];
}

export interface ShownPreview {
	created: number;
	changed: number;
	unchanged: number;
	refused: number;
	notNamed: number;
	formulas: number;
	anotherPlan: string | null;
	changes: ShownChange[];
	refusals: ShownRefusal[];
	page: number;
	pages: number;
}

/** So many changes and refusals stand on one page. */
const perPage = 200;

const recordWords: Record<Exclude<RecordChange['record'], 'element'>, () => string> = {
	milestone: m.workbook_record_milestone,
	kpi: m.workbook_record_kpi,
	target: m.workbook_record_target,
	fund: m.workbook_record_fund,
	line: m.workbook_record_line,
	total: m.workbook_record_total,
	part: m.workbook_record_part,
	cross: m.workbook_record_cross,
	location: m.workbook_record_location,
	contract: m.workbook_record_contract,
	price_basis: m.workbook_record_price_basis,
	office: m.workbook_record_office,
	hand_over: m.workbook_record_hand_over,
	closure: m.workbook_record_closure
};

type Labels = Record<'goal' | 'objective' | 'activity', { one: string }>;

const whatOf = (change: RecordChange, labels: Labels): string =>
	change.record === 'element' ? labels[change.kind].one : recordWords[change.record]();

function labelOf({ record }: RecordChange, field: string): string {
	const role = `${record}.${field}`;
	return field !== 'parent' && isRole(role) ? roleWord(role) : fieldLabel(field);
}

/** A value in words; of a total what it is of is called as the column of lines, and its amount is money. */
function valueText(
	{ record }: RecordChange,
	field: string,
	value: FieldValue,
	currency: string
): string {
	if (record === 'total' && field === 'stage') return fieldLabel(String(value));
	return fieldText(record === 'total' && field === 'amount' ? 'cost' : field, value, currency);
}

function shownChange(change: RecordChange, labels: Labels, currency: string): ShownChange {
	const { state, at, code, title, changes } = change;
	const parent = change.record === 'element' && state === 'created' ? change.parent : null;
	const isNew = state === 'created';
	const under =
		parent === null
			? []
			: [{ label: fieldLabel('parent'), before: null, after: parent, place: addressOf(at) }];
	return {
		key: [change.record, code, title, addressOf(at)].join(' '),
		state: isNew ? 'created' : 'changed',
		what: whatOf(change, labels),
		code,
		title,
		place: addressOf(at),
		fields: [
			...under,
			...changes
				.filter(({ field }) => !(isNew && field === 'title'))
				.map(({ field, before, after, at: cell }) => ({
					label: labelOf(change, field),
					before: isNew ? null : valueText(change, field, before, currency),
					after: valueText(change, field, after, currency),
					place: addressOf(cell)
				}))
		]
	};
}

function anotherPlanWords({ anotherPlan }: Difference): string | null {
	if (!anotherPlan) return null;
	const { slug, matched, unlike } = anotherPlan;
	return slug === null
		? m.workbook_other_plan({ matched, unlike })
		: m.workbook_other_slug({ plan: slug });
}

export function shownPreview(
	difference: Difference,
	{ labels, currency }: { labels: Labels; currency: string },
	asked: number
): ShownPreview {
	const made = madeOf(difference);
	const { records, refusals, notNamed, formulas } = difference;
	const pages = Math.max(1, Math.ceil(Math.max(made.length, refusals.length) / perPage));
	const page = Math.min(Math.max(1, asked), pages);
	const part = <Of>(list: readonly Of[]) => list.slice((page - 1) * perPage, page * perPage);
	const created = made.filter(({ state }) => state === 'created').length;
	return {
		created,
		changed: made.length - created,
		unchanged: records.length - made.length,
		refused: refusals.length,
		notNamed,
		formulas,
		anotherPlan: anotherPlanWords(difference),
		changes: part(made).map((one) => shownChange(one, labels, currency)),
		refusals: part(refusals).map((one) => shownRefusal(one, currency)),
		page,
		pages
	};
}
