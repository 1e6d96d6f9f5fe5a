/** The days that were typed anew: what the plan cannot hold of them is said beside their fields. */
import { readDay } from '#lib/domain/entries/days.ts';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { dayProblem, type DayKind } from '#lib/domain/entries/plan-days.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { problemWords } from '#lib/ui/forms/problem-words.ts';

export type TypedDays = Record<string, { kind: DayKind; text: string | undefined }>;

/** By field: what is wrong with each of the days. What is no day is not looked at. */
export function dayErrors(
	typed: TypedDays,
	plan: PlanSpan = { periodStart: null, periodEnd: null }
): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const [field, { kind, text = '' }] of Object.entries(typed)) {
		const read = readDay(text, entryLanguage(getLocale()));
		const found = 'value' in read ? dayProblem(kind, read.value, plan) : null;
		if (found) errors[field] = problemWords(found);
	}
	return errors;
}
