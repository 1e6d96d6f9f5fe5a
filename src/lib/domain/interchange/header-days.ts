/** Years, quarters and months in a header: `Meta/24`, `Target 2026`, `março-25`, `Q3 2026`. */
import { addDays, addMonths } from '../records/dates.ts';
import { readDay, type DayRead } from '../entries/days.ts';
import { writings, entryLanguages, type EntryLanguage } from '../entries/languages.ts';
import type { IsoDate } from '../records/records.ts';

export interface DatedHeader {
	/** What is left of the words without the day. */
	words: string;
	year: number;
	/** The last day of what is named. */
	last: IsoDate;
	/** The first. */
	first: IsoDate;
}

const fullYear = (digits: string): number =>
	digits.length === 2 ? 2000 + Number(digits) : Number(digits);

/** Of all languages, since a sheet's headers may be in another than its plan. */
const months = new Map<string, number>();
for (const language of entryLanguages)
	for (const [name, month] of writings[language].months)
		if (!months.has(name)) months.set(name, month);

/** From the first day of a month, so many months. */
function span(words: string, year: number, month: number, count: number): DatedHeader {
	const first = `${year}-${String(month).padStart(2, '0')}-01`;
	return { words: words.trim(), year, first, last: addDays(addMonths(first, count), -1) };
}

const monthAndYear = /^(.*?)(?:^|[\s/(-])(\p{L}{3,10})\.?[\s/.-]*((?:19|20)?\d{2})\)?$/u;
const quarterAndYear = /^(.*?)\s*(?:q|tw|triwulan|trimestre|t)\s*([1-4])[\s/-]*((?:19|20)\d{2})$/iu;
const yearFirst = /^(.*?)\s*((?:19|20)\d{2})[\s/-]*(?:q|tw|t)([1-4])$/iu;
const yearAlone = /^(.*?)(?:[\s/(.-]|^)(?:fy\s*)?((?:19|20)\d{2})(?:\.0)?\)?$/iu;
const shortYear = /^(.*\p{L})\s*[/'’-]\s*(\d{2})$/u;

function inMonth(text: string): DatedHeader | null {
	const [, words = '', name = '', year = ''] = monthAndYear.exec(text) ?? [];
	const month = months.get(name.toLowerCase());
	return month === undefined ? null : span(words, fullYear(year), month, 1);
}

function inQuarter(text: string): DatedHeader | null {
	const [, words, quarter, year] = quarterAndYear.exec(text) ?? [];
	if (quarter && year) return span(words ?? '', Number(year), Number(quarter) * 3 - 2, 3);
	const [, before, first, number] = yearFirst.exec(text) ?? [];
	if (first && number) return span(before ?? '', Number(first), Number(number) * 3 - 2, 3);
	return null;
}

function inYear(text: string): DatedHeader | null {
	const [, words, year] = yearAlone.exec(text) ?? shortYear.exec(text) ?? [];
	return year === undefined ? null : span(words ?? '', fullYear(year), 1, 12);
}

/** The day, month, quarter or year that a header names last; null where it names none. */
export function datedHeader(header: string): DatedHeader | null {
	const text = header.replaceAll(/\s+/g, ' ').trim();
	if (text.length > 80) return null;
	return inMonth(text) ?? inQuarter(text) ?? inYear(text);
}

/** A day; where a month, a quarter or a year is written instead, its first or its last. */
export function readDayOrSpan(
	text: string,
	edge: 'first' | 'last',
	language: EntryLanguage
): DayRead {
	const span = datedHeader(text);
	return span?.words === '' ? { value: span[edge] } : readDay(text, language);
}
