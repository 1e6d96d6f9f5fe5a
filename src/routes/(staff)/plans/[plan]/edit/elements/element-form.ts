/** The form of an element: from what is stored to what is typed, and back. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { milestoneField, unweighedMilestones } from '#lib/domain/entries/element-entry.ts';
import type { PlanSpan, Problem } from '#lib/domain/entries/entered.ts';
import type { DayKind } from '#lib/domain/entries/plan-days.ts';
import {
	elementDays,
	type EditedElement,
	type ElementFields,
	type OwnerField
} from '#lib/server/elements/fields.ts';
import { element, type ElementColumns } from '#lib/kinds/element.ts';
import { dayErrors } from '../new-days.ts';
import { termValues, tickedTerms } from '../../../../terms/terms-form.ts';
import { day, decimal, optionalWords, orNothing, reason, words } from '#lib/ui/forms/fields.ts';
import { parseKind, typedOf } from '#lib/ui/forms/kind-fields.ts';
import { errorsOf } from '#lib/ui/forms/problem-words.ts';
import { parseRows, rowsOf } from '#lib/ui/forms/rows.ts';

const more = { lead: optionalWords(20), also_serves_reason: optionalWords(500), reason };

/** What ends before it starts. */
function reversed(days: Partial<ElementColumns>): Errors {
	const errors: Errors = {};
	for (const of of ['planned', 'forecast'] as const) {
		const [start, end] = [days[`${of}_start`], days[`${of}_end`]];
		if (start && end && end < start) errors[`${of}_end`] = m.edit_error_end_before_start();
	}
	return errors;
}

const milestone = v.object({
	id: v.pipe(
		v.optional(v.string(), ''),
		v.transform((id) => id || null)
	),
	title: words(500, () => m.edit_error_milestone_title()),
	/** Null: left empty. */
	weight: decimal(
		(weight) => weight > 0,
		() => m.edit_error_above_zero()
	),
	planned_on: day
});

type Errors = Record<string, string>;
export type ParsedElement =
	| {
			ok: true;
			fields: ElementFields;
			/** Of each milestone, the row in which it is typed. */
			rows: number[];
			reason: string;
			linkReason: string | null;
	  }
	| { ok: false; errors: Errors };

const milestoneRows = (values: Record<string, string>) =>
	rowsOf(values, 'milestone').filter(
		({ values: row }) =>
			row['remove'] !== 'on' && Boolean(row['id'] || row['title'] || row['planned_on'])
	);

/** The days that were typed anew, by their field. */
function newDays(
	values: Record<string, string>,
	stored: EditedElement
): Record<string, { kind: DayKind; text: string | undefined }> {
	const days: ReturnType<typeof newDays> = {};
	for (const [name, kind] of elementDays)
		if (values[name] !== stored[name]) days[name] = { kind, text: values[name] };
	const before = new Map(stored.milestones.map(({ id, planned_on }) => [id, planned_on]));
	for (const { index, values: row } of milestoneRows(values))
		if (row['planned_on'] !== before.get(row['id'] ?? ''))
			days[`milestone-${index}-planned_on`] = { kind: 'planned', text: row['planned_on'] };
	return days;
}

function ownersOf(values: Record<string, string>): { owners: OwnerField[]; errors: Errors } {
	const owners: OwnerField[] = [];
	const errors: Errors = {};
	if (values['lead']) owners.push({ role: 'lead', organisation_id: values['lead'] });
	for (const role of ['co_lead', 'reporter'] as const) {
		for (const { index, values: row } of rowsOf(values, role)) {
			const organisation_id = row['organisation'];
			if (!organisation_id) continue;
			const again = owners.some(
				(owner) =>
					owner.organisation_id === organisation_id && (owner.role === role || role === 'co_lead')
			);
			if (again) errors[`${role}-${index}-organisation`] = m.edit_error_owner_twice();
			else owners.push({ role, organisation_id });
		}
	}
	return { owners, errors };
}

const chosen = (values: Record<string, string>, group: string, part: string) => [
	...new Set(rowsOf(values, group).flatMap((row) => row.values[part] || []))
];

const sameSet = (one: string[], other: string[]) =>
	one.length === other.length && one.every((item) => other.includes(item));

/** A problem of a milestone stands beside the row in which that is typed. */
export function besideRow(rows: number[]) {
	return ({ field }: Problem): string => {
		const [, index = '', part = ''] = /^milestone-(\d+)-(.+)$/.exec(field) ?? [];
		return part ? milestoneField(rows[Number(index)] ?? 0, part) : field;
	};
}

/** What is wrong with the weights of milestones beside each other, by the field of the row. */
function unweighed({
	outputs,
	indexes
}: {
	outputs: { weight: string | null }[];
	indexes: number[];
}) {
	const place = besideRow(indexes);
	const problems = unweighedMilestones(outputs.map(({ weight }) => weight));
	return errorsOf(
		problems.map((problem) => ({ ...problem, field: place(problem) })),
		''
	);
}

/** What was typed, as an element's fields; or what is wrong with it, by field. */
export function parseElement(
	values: Record<string, string>,
	stored: EditedElement,
	plan: PlanSpan & { currency: string }
): ParsedElement {
	const columns = parseKind(element, more, values, plan, reversed);
	const { owners, errors: ownerErrors } = ownersOf(values);
	const rows = stored.kind === 'activity' ? milestoneRows(values) : [];
	const milestones = parseRows(milestone, 'milestone', rows);
	const also_serves = chosen(values, 'serves', 'element');
	const errors: Errors = {
		...dayErrors(newDays(values, stored), plan),
		...(columns.ok ? {} : columns.errors),
		...ownerErrors,
		...unweighed(milestones),
		...milestones.errors
	};
	if (!sameSet(also_serves, stored.also_serves) && !values['also_serves_reason'])
		errors['also_serves_reason'] = m.edit_error_link_reason();
	if (!columns.ok || Object.keys(errors).length > 0) return { ok: false, errors };
	const fields = {
		...columns.values,
		owners,
		milestones: milestones.outputs.map((one) => ({ ...one, weight: one.weight ?? '1' })),
		terms: tickedTerms(values),
		also_serves
	};
	const { reason, also_serves_reason } = columns.more;
	return { ok: true, fields, rows: milestones.indexes, reason, linkReason: also_serves_reason };
}

/** An element's fields as the form shows them. */
export function elementValues(stored: EditedElement): Record<string, string> {
	const values = { ...typedOf(element, stored), version: String(stored.version) } as Record<
		string,
		string
	>;
	for (const role of ['co_lead', 'reporter'] as const) {
		const of = stored.owners.filter((owner) => owner.role === role);
		for (const [i, owner] of of.entries())
			values[`${role}-${i}-organisation`] = owner.organisation_id;
	}
	values['lead'] = stored.owners.find((owner) => owner.role === 'lead')?.organisation_id ?? '';
	for (const [i, item] of stored.milestones.entries()) {
		values[`milestone-${i}-id`] = orNothing(item.id);
		values[`milestone-${i}-title`] = item.title;
		values[`milestone-${i}-weight`] = item.weight;
		values[`milestone-${i}-planned_on`] = orNothing(item.planned_on);
	}
	Object.assign(values, termValues(stored.terms));
	for (const [i, id] of stored.also_serves.entries()) values[`serves-${i}-element`] = id;
	return values;
}
