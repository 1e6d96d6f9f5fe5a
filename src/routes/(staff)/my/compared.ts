/** A stored entry beside one that was typed, field by field, as people read them. */
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { parseNumber } from '#lib/domain/entries/entered.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, exactMoney, number } from '#lib/ui/format.ts';

export interface Compared {
	label: string;
	theirs: string;
	yours: string;
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

export const sayDay = (text: string) => (isIsoDate(text) ? day(text) : text);

export function sayNumber(text: string): string {
	const value = parseNumber(text);
	return value === null ? text : number(value, 6);
}

export const sayMoney = (currency: string) => (text: string) => {
	const amount = parseMoney(text);
	return amount === null ? text : exactMoney(amount, currency);
};

/** One of a vocabulary's words. */
export const sayWord =
	<Word extends string>(words: Record<Word, () => string>) =>
	(text: string) =>
		text in words ? words[text as Word]() : text;
