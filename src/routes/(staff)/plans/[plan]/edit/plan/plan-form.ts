/** The form of the plan's own fields: from what is stored to what is typed, and back. */
import * as v from 'valibot';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import {
	elementKinds,
	frequencies,
	goalStatusRules,
	rollUpMethods
} from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { EditedSettings, PlanSettings } from '#lib/server/plans/settings.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { dayErrors } from '../new-days.ts';
import {
	day,
	monthNumber,
	oneOf,
	optionalOneOf,
	optionalWords,
	orNothing,
	percent,
	reason,
	words
} from '#lib/ui/forms/fields.ts';
import { parseRows, rowsOf } from '#lib/ui/forms/rows.ts';

type Period = Pick<PlanSettings, 'period_start' | 'period_end'>;

const label = words(60, () => m.edit_error_label());

/** A percent of 0…100 as a share of 0…1, in decimal text. */
const share = v.pipe(
	percent(1),
	v.check(
		(value) => value !== null && value >= 0 && value <= 100,
		() => m.edit_error_percent()
	),
	v.transform((value) => plainDecimal(((value ?? 0) / 100).toFixed(3)))
);

const columns = {
	title: words(500, () => m.edit_error_title()),
	short_title: optionalWords(200),
	description: optionalWords(10_000),
	vision: optionalWords(2000),
	mission: optionalWords(2000),
	period_start: day,
	period_end: day,
	roll_up_method: oneOf(rollUpMethods),
	goal_status_rule: oneOf(goalStatusRules),
	coverage_threshold: share,
	currency: v.pipe(
		v.optional(v.string(), ''),
		v.toUpperCase(),
		v.regex(/^[A-Z]{3}$/, () => m.edit_error_currency())
	),
	fiscal_year_start_month: monthNumber,
	reporting_frequency: optionalOneOf(frequencies),
	goal_one: label,
	goal_many: label,
	objective_one: label,
	objective_many: label,
	activity_one: label,
	activity_many: label,
	reason
};

/** A plan that ends before it begins. */
const reversed = ({
	period_start: start,
	period_end: end
}: Partial<Period>): Record<string, string> =>
	start && end && end <= start ? { period_end: m.edit_error_end_before_start() } : {};

const note = v.object({
	id: v.pipe(
		v.optional(v.string(), ''),
		v.transform((id) => id || null)
	),
	text: words(20_000, () => m.edit_error_note())
});

export type ParsedPlan =
	| { ok: true; fields: PlanSettings; reason: string }
	| { ok: false; errors: Record<string, string> };

/** What was typed, as the plan's fields; or what is wrong with it, by field. */
export function parsePlan(values: Record<string, string>): ParsedPlan {
	const parsed = parseFields(columns, values, reversed);
	// a note whose text is emptied goes
	const notes = parseRows(
		note,
		'note',
		rowsOf(values, 'note').filter((row) => row.values['text'])
	);
	const days = {
		period_start: { kind: 'measured', text: values['period_start'] },
		period_end: { kind: 'measured', text: values['period_end'] }
	} as const;
	const errors = { ...dayErrors(days), ...(parsed.ok ? {} : parsed.errors), ...notes.errors };
	if (!parsed.ok || Object.keys(errors).length > 0) return { ok: false, errors };
	const {
		reason,
		goal_one,
		goal_many,
		objective_one,
		objective_many,
		activity_one,
		activity_many,
		...rest
	} = parsed.output;
	const labels = {
		goal: { one: goal_one, many: goal_many },
		objective: { one: objective_one, many: objective_many },
		activity: { one: activity_one, many: activity_many }
	};
	return { ok: true, fields: { ...rest, labels, notes: notes.outputs }, reason };
}

/** The plan's own fields as the form shows them. */
export function planValues(plan: EditedSettings): Record<string, string> {
	const values: Record<string, string> = {
		version: plan.version,
		title: plan.title,
		short_title: orNothing(plan.short_title),
		description: orNothing(plan.description),
		vision: orNothing(plan.vision),
		mission: orNothing(plan.mission),
		period_start: orNothing(plan.period_start),
		period_end: orNothing(plan.period_end),
		roll_up_method: plan.roll_up_method,
		goal_status_rule: plan.goal_status_rule,
		coverage_threshold: plainDecimal((Number(plan.coverage_threshold) * 100).toFixed(1)),
		currency: plan.currency,
		fiscal_year_start_month: String(plan.fiscal_year_start_month),
		reporting_frequency: orNothing(plan.reporting_frequency)
	};
	for (const kind of elementKinds) {
		values[`${kind}_one`] = plan.labels[kind].one;
		values[`${kind}_many`] = plan.labels[kind].many;
	}
	for (const [i, { id, text }] of plan.notes.entries()) {
		values[`note-${i}-id`] = orNothing(id);
		values[`note-${i}-text`] = text;
	}
	return values;
}
