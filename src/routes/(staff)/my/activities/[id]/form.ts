import { reachedField, type ActivityEntry } from '#lib/domain/entries/activity-entry.ts';
import { reasonOf } from '#lib/domain/entries/declared-confidence.ts';
import type { IsoDate, MilestoneRecord } from '#lib/domain/records/records.ts';
import { confidences, deliveryStates, slippageCauses } from '#lib/domain/records/vocabulary.ts';
import type { StoredUpdate } from '#lib/server/reports/queries.ts';
import { day, idOf, note, optionalOneOf, percent } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';

type Values = Record<string, string>;

const entries = {
	delivery: optionalOneOf(deliveryStates),
	percent: percent(2),
	as_of: day,
	actual_start: day,
	actual_end: day,
	slippage_cause: optionalOneOf(slippageCauses),
	recovery_on: day,
	declared_confidence: optionalOneOf(confidences),
	declared_reason: note,
	note
};

/** What the form starts with: all that was last said, for the day that is to be reported. */
export function carriedForward(
	last: StoredUpdate | undefined,
	milestones: readonly MilestoneRecord[],
	asOf: IsoDate
): Values {
	const reached = milestones.map(({ id, reachedOn }) => [reachedField(id), reachedOn ?? '']);
	return {
		delivery: last?.delivery ?? '',
		percent: last?.percent?.toString() ?? '',
		as_of: asOf,
		actual_start: last?.actualStart ?? '',
		actual_end: last?.actualEnd ?? '',
		slippage_cause: last?.slippageCause ?? '',
		recovery_on: last?.recoveryOn ?? '',
		declared_confidence: last?.declaredConfidence ?? '',
		declared_reason: (last && reasonOf(last)) ?? '',
		note: last?.note ?? '',
		...Object.fromEntries(reached)
	};
}

/** The milestones of which the form speaks. */
const milestonesIn = (values: Values) =>
	Object.keys(values).flatMap((name) => idOf(/^reached-(\d+)$/.exec(name)?.[1]) ?? []);

/** What was typed, as an entry, and a message for each field that cannot be read. */
export function readEntry(values: Values): { entry: ActivityEntry; errors: Values } {
	const { output, errors } = readFields(entries, values);
	const ids = milestonesIn(values);
	const days = readFields(Object.fromEntries(ids.map((id) => [reachedField(id), day])), values);
	const entry: ActivityEntry = {
		delivery: output.delivery ?? null,
		percent: output.percent ?? null,
		asOf: output.as_of ?? null,
		actualStart: output.actual_start ?? null,
		actualEnd: output.actual_end ?? null,
		slippageCause: output.slippage_cause ?? null,
		recoveryOn: output.recovery_on ?? null,
		declaredConfidence: output.declared_confidence ?? null,
		declaredReason: output.declared_reason ?? null,
		note: output.note ?? null,
		reached: ids.map((id) => ({ milestoneId: id, on: days.output[reachedField(id)] ?? null }))
	};
	return { entry, errors: { ...errors, ...days.errors } };
}
