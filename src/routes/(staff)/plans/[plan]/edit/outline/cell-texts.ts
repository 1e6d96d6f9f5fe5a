/** What cells show, and what stands in them when they are typed in. */
import type { EntryLanguage } from '#lib/domain/entries/languages.ts';
import { writtenNumber } from '#lib/domain/entries/numbers.ts';
import { groupedText, parseMoney } from '#lib/domain/figures/money.ts';
import type { Column } from '#lib/domain/outline/rows.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { day } from '#lib/ui/format.ts';

export function shownText(column: Column, text: string): string {
	if (column === 'start' || column === 'end') return isIsoDate(text) ? day(text) : text;
	if (column !== 'cost') return text;
	const amount = parseMoney(text);
	return amount === null ? text : groupedText(amount).replace(/\.00$/, '');
}

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

export function typedText(column: Column, text: string, language: EntryLanguage): string {
	const isNumber = column === 'cost' || column === 'weight';
	return isNumber && isDecimal(text) ? writtenNumber(text, language) : text;
}

export const columnWords: Record<Column, (currency: string) => string> = {
	code: () => m.edit_code(),
	title: () => m.edit_title(),
	lead: () => m.edit_lead(),
	start: () => m.outline_start(),
	end: () => m.outline_end(),
	cost: (currency) => m.outline_cost({ currency }),
	fund: () => m.outline_fund_source(),
	weight: () => m.edit_weight()
};

export const emptyTitle = (kind: ElementKind, labels: Record<ElementKind, { one: string }>) =>
	m.outline_new_row({ kind: labels[kind].one });
