/** Where the cells of a matrix stand in a picture, however many there are, and what of their text fits. */
import { drawingWidth } from './frame.ts';
import { nameColumn, rowText } from './rows.ts';
import { shortened, textWidth, wrapped } from './text-width.ts';

export interface MatrixName {
	code: string;
	title: string;
}

export interface MatrixCell {
	/** Each begins a line. */
	parts: readonly string[];
	/** Something lies in it; nothing does, and that is a gap; nothing does. */
	kind: 'filled' | 'gap' | 'blank';
}

export interface MatrixDrawing {
	rows: readonly MatrixName[];
	columns: readonly MatrixName[];
	/** By row, then by column. */
	cells: readonly (readonly MatrixCell[])[];
	/** What stands at the end of each row; each of its parts begins a line. */
	totals: readonly (readonly string[])[];
}

export interface LaidCell {
	kind: MatrixCell['kind'];
	x: number;
	y: number;
	width: number;
	height: number;
	/** None where nothing of it fits: then the cell is drawn full. */
	lines: string[];
}

export interface LaidMatrix {
	/** Where names begin, right of their codes. */
	name: number;
	rows: { code: string; title: string[]; total: string[]; y: number; height: number }[];
	/** Heads that are turned run upwards from the line beneath them. */
	heads: { lines: string[]; x: number }[];
	turned: boolean;
	headHeight: number;
	cells: LaidCell[];
	height: number;
}

export const cellText = { size: 13, line: 16 };
export const headText = { size: 12, line: 15 };

/** Narrower columns have their codes alone, turned. */
const upright = 58;
const widest = 132;
const gap = 2;
const padding = 8;
/** More rows than these have one line each. */
const fewRows = 24;
const mostLines = 3;
const turnedRoom = 110;

/** All lines of a text where each of them fits; else none, since part of a figure is another figure. */
function fitting(parts: readonly string[], width: number, height: number): string[] {
	const room = width - padding;
	const words = parts.flatMap((part) => part.split(' '));
	if (words.some((word) => textWidth(word, cellText.size) > room)) return [];
	const lines = parts.flatMap((part) => wrapped(part, cellText.size, room));
	return lines.length * cellText.line <= height - gap ? lines : [];
}

/** As wide as the widest part, within what a picture has room for. */
function widthOfTotals(totals: MatrixDrawing['totals']): number {
	const widths = totals.flat().map((part) => textWidth(part, cellText.size));
	return Math.min(130, Math.max(48, ...widths) + padding);
}

function headsOf(columns: readonly MatrixName[], left: number, width: number) {
	const turned = width < upright;
	const heads = columns.map(({ code, title }, at) => ({
		x: left + at * width,
		lines: turned
			? [shortened(code, headText.size, turnedRoom)]
			: [
					shortened(code, headText.size, width - padding),
					...wrapped(title, headText.size, width - padding, mostLines)
				]
	}));
	const high = turned
		? Math.max(0, ...heads.map(({ lines }) => textWidth(lines[0] ?? '', headText.size)))
		: headText.line * Math.max(0, ...heads.map(({ lines }) => lines.length));
	return { turned, heads, headHeight: high + 14 };
}

/** How high a row is: its name's lines, and those of its cells. */
function rowHeight(title: string[], total: string[], cells: readonly MatrixCell[], width: number) {
	const ofCells = cells.map(({ parts }) => fitting(parts, width - gap, Infinity).length);
	const lines = Math.max(total.length, ...ofCells);
	return Math.max(title.length * rowText.title.line, lines * cellText.line) + padding + gap;
}

/** Lays a matrix out within the width of a picture. */
export function layMatrix({ rows, columns, cells, totals }: MatrixDrawing): LaidMatrix {
	const isDense = rows.length > fewRows;
	const name = nameColumn([...rows]);
	const total = widthOfTotals(totals);
	const names = Math.min(drawingWidth / 3, name + (columns.length > 4 ? 150 : 240));
	const width = Math.min(widest, (drawingWidth - names - total) / Math.max(1, columns.length));
	const room = names - name - padding;
	const { turned, heads, headHeight } = headsOf(columns, names, width);
	let y = headHeight;
	const laid: LaidCell[] = [];
	const laidRows = rows.map((row, at) => {
		const title = isDense
			? [shortened(row.title, rowText.title.size, room)]
			: wrapped(row.title, rowText.title.size, room, mostLines);
		const own = cells[at] ?? [];
		const sums = totals[at] ?? [];
		const ofRow = isDense
			? [shortened(sums.join(', '), cellText.size, total)]
			: sums.flatMap((part) => wrapped(part, cellText.size, total));
		const height = isDense ? rowText.title.line + gap : rowHeight(title, ofRow, own, width);
		for (const [across, { kind, parts }] of own.entries()) {
			const size = { width: width - gap, height: height - gap };
			const lines = fitting(parts, size.width, size.height);
			laid.push({ kind, x: names + across * width, y, ...size, lines });
		}
		y += height;
		return { code: row.code, title, total: ofRow, y: y - height, height };
	});
	return { name, rows: laidRows, heads, turned, headHeight, cells: laid, height: y };
}
