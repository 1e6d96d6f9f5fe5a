/**
 * A report as a workbook: what can be said in it, item by item, with what stood in each cell when it was
 * downloaded. Values are text as a form sends it: a day, decimal digits, a key of a vocabulary.
 */
import type { ReportItem } from '../reporting/items.ts';

/** By the name of the form's field; empty: nothing stands there. */
export type Values = Readonly<Record<string, string>>;

/** One item as it was downloaded. */
export interface DownloadedItem extends ReportItem {
	/** The newest row that was entered of it then; null: there was none. */
	seen: string | null;
	/** What stood in the cells that are to be filled. */
	values: Values;
	/** What was said last, where its cell was left empty for what is new. */
	last?: Values;
}

/** What was entered of an item last, as it stands now. */
export interface EnteredNow {
	seen: string | null;
	values: Values;
	/** Who entered it; null: nobody is named. */
	by: string | null;
}

/** By which an item's row is known again. */
export const keyOf = ({ kind, id }: ReportItem): string => `${kind}:${id}`;

/** A row beneath its item's own: a milestone's, or that of a part by which a KPI is reported. */
export const partKeyOf = (item: ReportItem, part: string): string => `${keyOf(item)}/${part}`;

/** Said where everything stays as it was reported last. */
export const noChange = 'no_change';

/** Stands where a part of a KPI does not apply. */
export const notApplicable = 'n/a';
