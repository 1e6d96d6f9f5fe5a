/** An outline once a part of it is stored: what was typed since stays, the rest is as it is stored now. */
import { columns, type Row, type Rows } from './rows.ts';

export interface Stored {
	/** The rows that were sent. */
	sent: Rows;
	/** The rows as they are stored now. */
	fresh: Rows;
	/** What rows that were new are called now. */
	ids: Readonly<Record<string, string>>;
}

function merged(row: Row, sent: Row | undefined, now: Row | undefined): Row {
	if (!now) return row;
	const texts = columns.map((column) => [
		column,
		row.cells[column] === sent?.cells[column] ? now.cells[column] : row.cells[column]
	]);
	return { ...row, fixed: now.fixed, cells: Object.fromEntries(texts) as Row['cells'] };
}

/** The rows as they are typed now, over those that are stored. */
export function rebased(rows: Rows, { sent, fresh, ids }: Stored): Rows {
	if (rows === sent) return fresh;
	const named = (row: Row): Row => ({ ...row, key: ids[row.key] ?? row.key });
	const before = new Map(sent.map((row) => [ids[row.key] ?? row.key, row]));
	const now = new Map(fresh.map((row) => [row.key, row]));
	return rows.map(named).map((row) => merged(row, before.get(row.key), now.get(row.key)));
}
