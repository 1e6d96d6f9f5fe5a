/** The form of a KPI: from what is stored to what is typed, and back. */
import * as v from 'valibot';
import {
	frequencies,
	kpiDirections,
	overOrganisationsRules,
	overTimeRules
} from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { beforeBaseline, type DayKind } from '#lib/domain/entries/plan-days.ts';
import { kpiColumns, type EditedKpi, type KpiFields } from '#lib/server/kpis/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { dayErrors } from './new-days.ts';
import {
	code,
	day,
	decimal,
	oneOf,
	optionalWords,
	orNothing,
	reason,
	words
} from '#lib/ui/forms/fields.ts';
import { parseRows, rowsOf } from '#lib/ui/forms/rows.ts';

const columns = {
	code,
	title: words(500, () => m.edit_error_title()),
	definition: optionalWords(5000),
	unit: words(60, () => m.edit_error_unit()),
	direction: oneOf(kpiDirections),
	frequency: oneOf(frequencies),
	over_time: oneOf(overTimeRules),
	over_organisations: oneOf(overOrganisationsRules),
	baseline_value: decimal(),
	baseline_on: day,
	range_low: decimal(),
	range_high: decimal(),
	range_zero_distance: decimal(
		(value) => value > 0,
		() => m.edit_error_above_zero()
	),
	tolerance: v.pipe(
		decimal(
			(value) => value >= 0,
			() => m.edit_error_not_negative()
		),
		v.transform((value) => value ?? '0')
	),
	means_of_verification: optionalWords(2000),
	reporter_id: optionalWords(20),
	reason
};
type Columns = Partial<KpiFields>;

const target = v.object({
	due_on: v.pipe(
		day,
		v.string(() => m.edit_error_target_date())
	),
	value: v.pipe(
		decimal(),
		v.string(() => m.edit_error_target_value())
	)
});

type Errors = Record<string, string>;
export type ParsedKpi =
	{ ok: true; fields: KpiFields; reason: string } | { ok: false; errors: Errors };

const band = ['range_low', 'range_high', 'range_zero_distance'] as const;

/** What no field can see alone: the band belongs to one direction, a date to its value. */
function acrossFields(kpi: Columns): Errors {
	const errors: Errors = {};
	const isRange = kpi.direction === 'range';
	for (const name of band) {
		if (isRange && kpi[name] === null) errors[name] = m.edit_error_band_needed();
		if (!isRange && kpi[name]) errors[name] = m.edit_error_band_unused();
	}
	if (kpi.range_low && kpi.range_high && Number(kpi.range_low) >= Number(kpi.range_high))
		errors['range_high'] ??= m.edit_error_band_reversed();
	if (kpi.baseline_value === null && kpi.baseline_on)
		errors['baseline_value'] = m.edit_error_baseline_value();
	return errors;
}

function targetsOf(values: Record<string, string>) {
	const rows = rowsOf(values, 'target').filter(
		(row) => row.values['due_on'] || row.values['value']
	);
	const parsed = parseRows(target, 'target', rows);
	const seen = new Set<string>();
	for (const { index, values: row } of rows) {
		const day = row['due_on'] ?? '';
		if (day && seen.has(day))
			parsed.errors[`target-${index}-due_on`] ??= m.edit_error_target_twice();
		seen.add(day);
	}
	return parsed;
}

/** The days that were typed anew, by their field. */
function newDays(values: Record<string, string>, stored: KpiFields | null) {
	const days: Record<string, { kind: DayKind; text: string | undefined }> = {};
	if (values['baseline_on'] !== stored?.baseline_on)
		days['baseline_on'] = { kind: 'measured', text: values['baseline_on'] };
	const had = new Set(stored?.targets.map((target) => target.due_on));
	for (const { index, values: row } of rowsOf(values, 'target'))
		if (!had.has(row['due_on'] ?? ''))
			days[`target-${index}-due_on`] = { kind: 'planned', text: row['due_on'] };
	return days;
}

function targetsBeforeBaseline(values: Record<string, string>): Errors {
	const baseline = values['baseline_on'] || null;
	const early = rowsOf(values, 'target').filter(
		({ values: row }) => row['due_on'] && beforeBaseline(row['due_on'], baseline)
	);
	return Object.fromEntries(
		early.map(({ index }) => [`target-${index}-due_on`, m.edit_error_before_baseline()])
	);
}

/** What was typed, as a KPI's fields; or what is wrong with it, by field. */
export function parseKpi(
	values: Record<string, string>,
	plan: PlanSpan,
	stored: KpiFields | null = null
): ParsedKpi {
	const parsed = parseFields(columns, values, acrossFields);
	const targets = targetsOf(values);
	const errors = {
		...targetsBeforeBaseline(values),
		...dayErrors(newDays(values, stored), plan),
		...(parsed.ok ? {} : parsed.errors),
		...targets.errors
	};
	if (!parsed.ok || Object.keys(errors).length > 0) return { ok: false, errors };
	const { reason, ...rest } = parsed.output;
	const byDate = targets.outputs.toSorted((one, other) => (one.due_on < other.due_on ? -1 : 1));
	return { ok: true, fields: { ...rest, targets: byDate }, reason };
}

/** A KPI's fields as the form shows them. */
export function kpiValues(kpi: EditedKpi): Record<string, string> {
	const values: Record<string, string> = { version: String(kpi.version) };
	for (const name of kpiColumns) values[name] = orNothing(kpi[name]);
	for (const [i, { due_on, value }] of kpi.targets.entries()) {
		values[`target-${i}-due_on`] = due_on;
		values[`target-${i}-value`] = value;
	}
	return values;
}

/** What a new KPI starts from: the choices that most have. */
export const newKpiValues: Record<string, string> = {
	direction: 'up',
	frequency: 'quarter',
	over_time: 'last',
	over_organisations: 'none',
	tolerance: '0'
};
