/** A stored entry beside one that was typed, field by field, as people read them. */
import { readDay } from '#lib/domain/entries/days.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { readNumber, type NumberAsked } from '#lib/domain/entries/numbers.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { day, exactMoney, number } from '#lib/ui/format.ts';

export interface Compared {
	label: string;
	theirs: string;
	yours: string;
	/** Says more of yours. */
	note?: string;
}

/** A field of both, as a form writes it, and how its text is read out; what cannot be read stays as it is. */
export interface ComparedField {
	label: string;
	theirs: string | null;
	yours: string | undefined;
	say?: (text: string) => string;
}

const whole = (text: string) => text;

export function compared(fields: ComparedField[]): Compared[] {
	return fields.map(({ label, theirs, yours, say = whole }) => {
		const said = (text: string | null | undefined) => (text ? say(text) : m.report_left_empty());
		return { label, theirs: said(theirs), yours: said(yours) };
	});
}

const language = () => entryLanguage(getLocale());

export function sayDay(text: string): string {
	const read = readDay(text, language());
	return 'value' in read && read.value !== null ? day(read.value) : text;
}

const decimalOf = (text: string, asked: NumberAsked) => {
	const read = readNumber(text, asked, language());
	return 'value' in read ? read.value : null;
};

export function sayNumber(text: string): string {
	const decimal = decimalOf(text, { kind: 'percent', decimals: 6 });
	return decimal === null ? text : number(Number(decimal), 6);
}

export const sayMoney = (currency: string) => (text: string) => {
	const decimal = decimalOf(text, { kind: 'money', decimals: 2, currency });
	return decimal === null ? text : exactMoney(parseMoney(decimal) ?? 0n, currency);
};

/** One of a vocabulary's words. */
export const sayWord =
	<Word extends string>(words: Record<Word, () => string>) =>
	(text: string) =>
		text in words ? words[text as Word]() : text;
