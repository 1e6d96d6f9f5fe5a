/** The form of a KPI: from what is stored to what is typed, and back. */
import * as v from 'valibot';
import { unitKinds } from '#lib/domain/records/vocabulary.ts';
import { newKpiProblems } from '#lib/domain/entries/kpi-entry.ts';
import { valueAsked } from '#lib/domain/entries/measured-value.ts';
import { writtenNumber } from '#lib/domain/entries/numbers.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import type { PlanSpan, Problem } from '#lib/domain/entries/entered.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { kpi, kpiEntry, type KpiColumns } from '#lib/kinds/kpi.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { EditedKpi, KpiFields, SentKpi, TargetField } from '#lib/server/kpis/fields.ts';
import { day, decimal, reason } from '#lib/ui/forms/fields.ts';
import { parseKind, typedOf, type Asked } from '#lib/ui/forms/kind-fields.ts';
import { errorsOf } from '#lib/ui/forms/problem-words.ts';
import { parseRows, rowsOf } from '#lib/ui/forms/rows.ts';
import { readParts, partsErrors, partsValues } from './parts-form.ts';
import { dayErrors, type TypedDays } from '../new-days.ts';
import { termValues, tickedTerms } from '../../../../terms/terms-form.ts';

type Values = Record<string, string>;
export type ParsedKpi =
	{ ok: true; fields: SentKpi; reason: string } | { ok: false; errors: Values };

/** The plan within which a KPI lies, and in whose currency its amounts may be. */
interface Plan extends PlanSpan {
	currency: string;
	/** In its time zone. */
	today: IsoDate;
}

/** The unit as it is typed: it says what may stand around the values. */
const unitOf = (values: Values): Asked['unit'] => ({
	kind: unitKinds.find((kind) => kind === values['unit_kind']) ?? 'count',
	label: values['unit'] ?? ''
});

const targetSchema = (unit: NonNullable<Asked['unit']>) =>
	v.object({
		due_on: v.pipe(
			day,
			v.string(() => m.edit_error_target_date())
		),
		value: v.pipe(
			decimal(undefined, undefined, valueAsked(unit)),
			v.string(() => m.edit_error_target_value())
		)
	});

interface Targets {
	targets: TargetField[];
	/** Of each target, the row in which it is typed. */
	indexes: number[];
	errors: Values;
}

function targetsOf(values: Values): Targets {
	const rows = rowsOf(values, 'target').filter(
		(row) => row.values['due_on'] || row.values['value']
	);
	const schema = targetSchema(unitOf(values) ?? { kind: 'count', label: '' });
	const { outputs, indexes, errors } = parseRows(schema, 'target', rows);
	const seen = new Set<string>();
	for (const [at, { due_on }] of outputs.entries()) {
		if (seen.has(due_on)) errors[`target-${indexes[at]}-due_on`] ??= m.edit_error_target_twice();
		seen.add(due_on);
	}
	return { targets: outputs, indexes, errors };
}

/** The days that were typed anew, by their field. */
function newDays(values: Values, stored: KpiFields | null): TypedDays {
	const days: TypedDays = {};
	if (values['baseline_on'] !== stored?.baseline_on)
		days['baseline_on'] = { kind: 'measured', text: values['baseline_on'] };
	const had = new Set(stored?.targets.map((target) => target.due_on));
	if (values['measured_until'] !== stored?.measured_until)
		days['measured_until'] = { kind: 'forecast', text: values['measured_until'] };
	if (values['quality_reviewed_on'] !== stored?.quality_reviewed_on)
		days['quality_reviewed_on'] = { kind: 'measured', text: values['quality_reviewed_on'] };
	for (const { index, values: row } of rowsOf(values, 'target'))
		if (!had.has(row['due_on'] ?? ''))
			days[`target-${index}-due_on`] = { kind: 'forecast', text: row['due_on'] };
	return days;
}

const targetFields: Record<string, string> = { target_value: 'value', target_due: 'due_on' };

/** A problem of a target stands beside the row in which that is typed. */
function besideRow({ targets, indexes }: Targets) {
	return (problem: Problem): Problem => {
		const part = targetFields[problem.field];
		if (part === undefined) return problem;
		const at = targets.findIndex(({ due_on }) => due_on === problem.day);
		return { ...problem, field: `target-${indexes[at] ?? 0}-${part}` };
	};
}

function problemsOf(
	sent: KpiColumns,
	typed: Targets,
	stored: KpiFields | null,
	plan: Plan
): Problem[] {
	const before = stored && kpiEntry(stored, stored.targets);
	return newKpiProblems(kpiEntry(sent, typed.targets), before, plan).map(besideRow(typed));
}

/** What was typed, as a KPI's fields; or what is wrong with it, by field. */
export function parseKpi(values: Values, plan: Plan, stored: KpiFields | null = null): ParsedKpi {
	const { currency } = plan;
	const columns = parseKind(kpi, { reason }, values, { currency, unit: unitOf(values) });
	const typed = targetsOf(values);
	const typedParts = readParts(values);
	const isRead = columns.ok && Object.keys(typed.errors).length === 0;
	const errors = {
		...(isRead ? errorsOf(problemsOf(columns.values, typed, stored, plan), currency) : {}),
		...(isRead ? partsErrors(typedParts, columns.values) : {}),
		...dayErrors(newDays(values, stored), plan),
		...(columns.ok ? {} : columns.errors),
		...typed.errors
	};
	if (!columns.ok || Object.keys(errors).length > 0) return { ok: false, errors };
	const targets = typed.targets.toSorted((one, other) => (one.due_on < other.due_on ? -1 : 1));
	return {
		ok: true,
		fields: {
			...columns.values,
			...{ disaggregation: typedParts.parts, targets, terms: tickedTerms(values) }
		},
		reason: columns.more.reason
	};
}

/** A KPI's fields as the form shows them. */
export function kpiValues(stored: EditedKpi): Values {
	const values = { ...typedOf(kpi, stored), version: String(stored.version) };
	const language = entryLanguage(getLocale());
	const targets = stored.targets.flatMap(({ due_on, value }, i) => [
		[`target-${i}-due_on`, due_on],
		[`target-${i}-value`, writtenNumber(value, language)]
	]);
	const parts = stored.disaggregation ? partsValues(stored.disaggregation) : {};
	return { ...values, ...parts, ...termValues(stored.terms), ...Object.fromEntries(targets) };
}

/** What a new KPI starts from: the choices that most have. */
export const newKpiValues: Values = {
	unit_kind: 'count',
	direction: 'up',
	frequency: 'quarter',
	over_time: 'last',
	over_organisations: 'none',
	tolerance: '0'
};
