/** By what a workbook of our own says which plan it is of. */
import { wordsOf, type Sheet } from '#lib/domain/interchange/cells.ts';

export const planMark = 'tanaw.plan';

/** The plan's address in a workbook of our own; null in any other. */
export function planNamed(sheets: readonly Sheet[]): string | null {
	for (const { rows } of sheets)
		for (const row of rows.slice(0, 3))
			if (wordsOf(row[0]) === planMark) return wordsOf(row[1]) || null;
	return null;
}
