/**
 * The one grammar of days that people type, paste or send in a workbook: from text to a day, or to a
 * named problem. `30/10/2026` can only be 30 October; `3/10/2026` is asked about where a language
 * does not always put the day first. Years have four digits, and a number alone is no day.
 */
import { isIsoDate } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { writings, type EntryLanguage, type Writing } from './languages.ts';

export type DayReadProblem =
	{ problem: 'not_a_day' } | { problem: 'ambiguous_day'; day: IsoDate; until: IsoDate };

/** What was read: null where nothing was written. */
export type DayRead = { value: IsoDate | null } | DayReadProblem;

const noDay: DayReadProblem = { problem: 'not_a_day' };
/** No way to write a day is longer; it also bounds what is looked at. */
const longest = 40;

const inNumbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const dayThenMonth = /^(\d{1,2})[ -](\p{L}{3,10})\.?,?[ -](\d{4})$/u;
const monthThenDay = /^(\p{L}{3,10})\.? (\d{1,2}),? (\d{4})$/u;

function dayOf(year: string, month: number | undefined, day: string): IsoDate | null {
	const text = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
	return isIsoDate(text) ? text : null;
}

const found = (day: IsoDate | null): DayRead => (day === null ? noDay : { value: day });

function fromNumbers(text: string, { dayFirst }: Writing): DayRead {
	const [, first = '', , second = '', year = ''] = inNumbers.exec(text) ?? [];
	const asDayFirst = dayOf(year, Number(second), first);
	if (dayFirst) return found(asDayFirst);
	const asMonthFirst = dayOf(year, Number(first), second);
	if (asDayFirst === null || asMonthFirst === null) return found(asDayFirst ?? asMonthFirst);
	if (asDayFirst === asMonthFirst) return { value: asDayFirst };
	return { problem: 'ambiguous_day', day: asDayFirst, until: asMonthFirst };
}

function fromWords(text: string, { months }: Writing): DayRead {
	const [, day = '', month = '', year = ''] = dayThenMonth.exec(text) ?? [];
	if (day) return found(dayOf(year, months.get(month.toLowerCase()), day));
	const [, name = '', of = '', inYear = ''] = monthThenDay.exec(text) ?? [];
	return found(dayOf(inYear, months.get(name.toLowerCase()), of));
}

/** Reads a day: as a date field sends it (`2026-10-30`), with its month in words, or in numbers. */
export function readDay(typed: string, language: EntryLanguage = 'en'): DayRead {
	const text = typed.trim();
	if (text === '') return { value: null };
	if (text.length > longest) return noDay;
	const spaced = text.replaceAll(/\s+/g, ' ');
	if (isIsoDate(spaced)) return { value: spaced };
	const writing = writings[language];
	return inNumbers.test(spaced) ? fromNumbers(spaced, writing) : fromWords(spaced, writing);
}
