/** The fields of a goal, an objective or an activity. */
import { m } from '#lib/paraglide/messages.js';
import { code, day, decimal, flag, optionalWords, words, type ValuesOf } from './field.ts';

export const element = {
	code: code({ word: m.edit_code, part: 'words', size: 12 }),
	title: words(1000, () => m.edit_error_title(), {
		word: m.edit_title,
		part: 'words',
		lines: 3
	}),
	short_title: optionalWords(200, {
		word: m.edit_short_title,
		hint: m.edit_short_title_hint,
		part: 'words'
	}),
	description: optionalWords(10_000, { word: m.edit_description, part: 'words', lines: 4 }),
	weight: decimal({
		word: m.edit_weight,
		hint: m.edit_weight_hint,
		part: 'count',
		size: 8,
		above: 0
	}),
	critical: flag({ word: m.edit_critical, hint: m.edit_critical_hint, part: 'count' }),
	applicable: flag({ word: m.edit_applicable, hint: m.edit_applicable_hint, part: 'count' }),
	deliverable_defined: flag({
		word: m.edit_deliverable_defined,
		hint: m.edit_deliverable_defined_hint
	}),
	planned_start: day('planned', { word: m.edit_planned_start }),
	planned_end: day('planned', { word: m.edit_planned_end }),
	forecast_start: day('forecast', { word: m.edit_forecast_start }),
	forecast_end: day('forecast', { word: m.edit_forecast_end })
};

export type ElementColumns = ValuesOf<typeof element>;
