import type { MappedSheet } from '#lib/domain/interchange/read-workbook.ts';

/** A workbook with its maps, as somebody wants it read. */
export interface MappedWorkbook {
	/** Of the file; of a pasted block what the page calls it. */
	name: string;
	sheets: MappedSheet[];
	/** The plan that a workbook of our own says that it is of; null: it does not say. */
	slug: string | null;
}
