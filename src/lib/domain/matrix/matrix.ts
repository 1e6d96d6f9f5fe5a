/** A table of two axes: rows × columns, and in each cell what lies on both lines. */

/** One line of an axis. */
export interface Line {
	id: string;
	/** What it is called for short. */
	code: string;
	title: string;
}

/** Along which things are set out. */
export interface Axis<Item> {
	/** In their order. */
	lines: readonly Line[];
	/** The ids of the lines on which a thing lies; none: it lies on none of them. */
	linesOf: (item: Item) => readonly string[];
}

/** A row or a column with all that lies on it, each once. */
export interface Rank<Item> {
	/** Null: of what lies on no line of the axis; there is one only where something does. */
	line: Line | null;
	items: Item[];
}

export interface Matrix<Item> {
	rows: Rank<Item>[];
	columns: Rank<Item>[];
	/** By row, then by column. */
	cells: Item[][][];
	/** How many things stand in more than one cell: rows and columns then add up to more than there is. */
	several: number;
}

/** The lines of an axis with what lies on each, and at the end what lies on none. */
export function ranksOf<Item>(
	items: readonly Item[],
	{ lines, linesOf }: Axis<Item>
): Rank<Item>[] {
	const ranks: Rank<Item>[] = lines.map((line) => ({ line, items: [] }));
	const byId = new Map(ranks.map((rank) => [rank.line?.id, rank]));
	const elsewhere: Rank<Item> = { line: null, items: [] };
	for (const item of items) {
		const own = [...new Set(linesOf(item))].flatMap((id) => byId.get(id) ?? []);
		for (const { items: among } of own.length > 0 ? own : [elsewhere]) among.push(item);
	}
	return elsewhere.items.length > 0 ? [...ranks, elsewhere] : ranks;
}

/** Sets things out on two axes; the order of things and of lines stays. */
export function matrix<Item>(
	items: readonly Item[],
	rowAxis: Axis<Item>,
	columnAxis: Axis<Item>
): Matrix<Item> {
	const [rows, columns] = [ranksOf(items, rowAxis), ranksOf(items, columnAxis)];
	const inColumns = columns.map((column) => new Set(column.items));
	const cells = rows.map((row) =>
		inColumns.map((column) => row.items.filter((item) => column.has(item)))
	);
	return { rows, columns, cells, several: inSeveral(cells.flat()) };
}

/** How many things are in more than one group. */
export function inSeveral<Item>(groups: readonly (readonly Item[])[]): number {
	const times = new Map<Item, number>();
	for (const item of groups.flat()) times.set(item, (times.get(item) ?? 0) + 1);
	return [...times.values()].filter((count) => count > 1).length;
}

/** The same rows and columns with some of the things alone. */
export function among<Item, Kept extends Item>(
	whole: Matrix<Item>,
	isAmong: (item: Item) => item is Kept
): Matrix<Kept> {
	const only = ({ line, items }: Rank<Item>) => ({ line, items: items.filter(isAmong) });
	const cells = whole.cells.map((row) => row.map((items) => items.filter(isAmong)));
	return {
		rows: whole.rows.map(only),
		columns: whole.columns.map(only),
		...{ cells, several: inSeveral(cells.flat()) }
	};
}

/** The same without the rows and the columns that are not wanted. */
export function without<Item>(
	whole: Matrix<Item>,
	isUnwanted: (rank: Rank<Item>) => boolean
): Matrix<Item> {
	const keeps = (ranks: Rank<Item>[]) => ranks.map((rank) => !isUnwanted(rank));
	const [rows, columns] = [keeps(whole.rows), keeps(whole.columns)];
	const cells = whole.cells
		.filter((_, at) => rows[at])
		.map((row) => row.filter((_, across) => columns[across]));
	return {
		rows: whole.rows.filter((_, at) => rows[at]),
		columns: whole.columns.filter((_, across) => columns[across]),
		...{ cells, several: inSeveral(cells.flat()) }
	};
}

/** The cells in which nothing lies, of lines that there are, row by row. */
export function emptyCells<Item>({ rows, columns, cells }: Matrix<Item>): [Line, Line][] {
	return rows.flatMap(({ line: row }, at) =>
		columns.flatMap(({ line: column }, across): [Line, Line][] =>
			row && column && cells[at]![across]!.length === 0 ? [[row, column]] : []
		)
	);
}
