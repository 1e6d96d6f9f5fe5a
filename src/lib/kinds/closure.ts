/** What is said when an activity, a goal or a plan is closed. */
import { closureReasons } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, money, oneOf, optionalWords, reference, words, type ValuesOf } from './field.ts';

const longest = 4000;

export const closure = {
	closure_reason: oneOf(closureReasons, { word: m.closure_reason, part: 'closing' }),
	explanation: optionalWords(2000, {
		word: m.closure_explanation,
		hint: m.closure_explanation_hint,
		part: 'closing',
		lines: 3
	}),
	closed_on: day('forecast', {
		word: m.closure_closed_on,
		hint: m.closure_closed_on_hint,
		part: 'closing'
	}),
	final_cost: money({
		word: m.closure_final_cost,
		hint: m.closure_final_cost_hint,
		part: 'closing',
		size: 18
	}),
	delivered: words(longest, () => m.closure_error_delivered(), {
		word: m.closure_delivered,
		hint: m.closure_delivered_hint,
		part: 'outcome',
		lines: 4
	}),
	lessons: optionalWords(longest, {
		word: m.closure_lessons,
		hint: m.closure_lessons_hint,
		part: 'outcome',
		lines: 4
	}),
	benefits: optionalWords(longest, {
		word: m.closure_benefits,
		hint: m.closure_benefits_hint,
		part: 'benefits',
		lines: 3
	}),
	benefits_from: day('forecast', { word: m.closure_benefits_from, part: 'benefits' }),
	benefit_kpi_id: reference({ word: m.closure_benefit_kpi })
};

export type ClosureValues = ValuesOf<typeof closure>;
