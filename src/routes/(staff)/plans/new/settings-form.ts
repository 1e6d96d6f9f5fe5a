/** What is asked of a new plan: what it is called, when it runs, and how its figures are reckoned. */
import * as v from 'valibot';
import { planLanguages, usualLabels } from '#lib/domain/proposals/usual-labels.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { frequencies, rollUpMethods } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { NewPlan } from '#lib/server/plans/commands.ts';
import {
	day,
	monthNumber,
	oneOf,
	optionalOneOf,
	optionalWords,
	words
} from '#lib/ui/forms/fields.ts';
import { dayErrors } from '../[plan]/edit/new-days.ts';

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** One of those that there are. */
const known = (all: ReadonlySet<string>, unknown: () => string) =>
	v.check((text: string) => all.has(text), unknown);

export const settingsFields = {
	title: words(500, () => m.draft_name_missing()),
	short_title: optionalWords(200),
	language: oneOf(planLanguages),
	period_start: day,
	period_end: day,
	fiscal_year_start_month: monthNumber,
	time_zone: v.pipe(
		v.optional(v.string(), ''),
		known(zones, () => m.draft_make_time_zone_wrong())
	),
	currency: v.pipe(
		v.optional(v.string(), ''),
		v.toUpperCase(),
		known(currencies, () => m.start_currency_unknown())
	),
	reporting_frequency: optionalOneOf(frequencies),
	roll_up_method: oneOf(rollUpMethods)
};

interface Period {
	period_start: IsoDate | null;
	period_end: IsoDate | null;
}

/** A period that ends before it begins, or lies where no plan does. */
export function periodErrors(
	values: Record<string, string>,
	{ period_start: start, period_end: end }: Partial<Period>
): Record<string, string> {
	const absurd = dayErrors({
		period_start: { kind: 'measured', text: values['period_start'] },
		period_end: { kind: 'measured', text: values['period_end'] }
	});
	const isReversed = start && end && end <= start;
	return { ...(isReversed && { period_end: m.edit_error_end_before_start() }), ...absurd };
}

type Settings = {
	[Name in keyof typeof settingsFields]: v.InferOutput<(typeof settingsFields)[Name]>;
};

/** What was entered, as a plan that can be begun. */
export const settingsOf = (read: Settings): Omit<NewPlan, 'vision' | 'mission'> => ({
	title: read.title,
	shortTitle: read.short_title,
	language: read.language,
	currency: read.currency,
	timeZone: read.time_zone,
	fiscalYearStartMonth: read.fiscal_year_start_month,
	periodStart: read.period_start,
	periodEnd: read.period_end,
	labels: usualLabels(read.language),
	rollUpMethod: read.roll_up_method,
	reportingFrequency: read.reporting_frequency
});

export const usualSettings = {
	language: 'en',
	currency: 'PHP',
	time_zone: 'Asia/Manila',
	fiscal_year_start_month: '1',
	reporting_frequency: 'quarter',
	roll_up_method: 'equal'
};

export const startReasons = () => ({
	entered: m.start_reason_entered(),
	notStated: m.start_reason_not_stated(),
	reckoning: m.draft_reason_reckoning()
});
