/** Rows of a picture, each as high as the lines of its name. */
import { textWidth, wrapped } from './text-width.ts';

export interface NamedRow {
	code: string;
	title: string;
	/** A smaller line beneath; empty: none. */
	note: string;
}

export interface LaidRow<Row extends NamedRow> {
	row: Row;
	y: number;
	height: number;
	title: string[];
	note: string[];
}

export const rowText = { title: { size: 15, line: 19 }, note: { size: 13, line: 17 } };

const padding = 16;
/** As many lines of a name are shown. */
const most = 3;

/** Where names begin, right of the widest code. */
export const nameColumn = (rows: Pick<NamedRow, 'code'>[]): number =>
	Math.max(52, ...rows.map(({ code }) => textWidth(code, rowText.title.size) + 14));

/**
 * @param room for names, in pixels
 * @param least the height of what is drawn beside them
 */
export function layRows<Row extends NamedRow>(
	rows: Row[],
	{ top, room, least }: { top: number; room: number; least: number }
): { rows: LaidRow<Row>[]; height: number } {
	let y = top;
	const laid = rows.map((row) => {
		const title = wrapped(row.title, rowText.title.size, room, most);
		const note = row.note === '' ? [] : wrapped(row.note, rowText.note.size, room, 2);
		const text = title.length * rowText.title.line + note.length * rowText.note.line;
		const height = Math.max(least, text) + padding;
		y += height;
		return { row, y: y - height, height, title, note };
	});
	return { rows: laid, height: y };
}
