/** Long tables in pages: at most a hundred rows each. */

export const rowsOnPage = 100;

export interface Page<Row> {
	rows: Row[];
	/** Counted from 1. */
	number: number;
	pages: number;
	/** All rows. */
	of: number;
}

/** The page that an address asks for by `page`; what is no page of it is the first. */
export function pageOf<Row>(
	all: readonly Row[],
	asked: string | null,
	most = rowsOnPage
): Page<Row> {
	const pages = Math.max(1, Math.ceil(all.length / most));
	const number =
		asked !== null && /^[1-9]\d{0,5}$/.test(asked) ? Math.min(Number(asked), pages) : 1;
	const from = (number - 1) * most;
	return { rows: all.slice(from, from + most), number, pages, of: all.length };
}
