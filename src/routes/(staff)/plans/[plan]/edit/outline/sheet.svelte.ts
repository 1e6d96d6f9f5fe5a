/** The sheet as it is worked on: rows and what was undone, the cursor, and the text being typed. */
import {
	asKind,
	indented,
	inserted,
	makesNext,
	outdented,
	reinstated,
	removed,
	shifted,
	withoutUntouched,
	type Acted,
	type OutlineRefusal,
	type Span
} from '#lib/domain/outline/acts.ts';
import { cleared, filled, pasted, typed, type Block } from '#lib/domain/outline/cell-acts.ts';
import { outlineChanges } from '#lib/domain/outline/changes.ts';
import { entered, type OutlineContext } from '#lib/domain/outline/entries.ts';
import {
	columns as allColumns,
	isUntouched,
	type Column,
	type Row,
	type Rows
} from '#lib/domain/outline/rows.ts';
import { begun, redone, replaced, stepped, undone, type Course } from '#lib/domain/outline/undo.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { typedText } from './cell-texts.ts';
import type { Command, Typing } from './keys.ts';

export interface Cursor {
	key: string;
	column: Column;
}
interface State {
	rows: Rows;
	/** The keys of stored rows that were taken out. */
	retired: readonly string[];
	cursor: Cursor;
}

/** So many rows go by at once. */
const pageRows = 15;

export class Sheet {
	readonly context: OutlineContext;
	readonly columns: readonly Column[];
	#course: Course<State> = $state.raw(
		begun<State>({ rows: [], retired: [], cursor: { key: '', column: 'title' } })
	);
	/** The rows as they were read. */
	base: Rows = $state.raw([]);
	cursor: Cursor = $state.raw({ key: '', column: 'title' });
	/** Where the selection began; null: it is the cell of the cursor alone. */
	anchor: Cursor | null = $state.raw(null);
	/** What is being typed; null: nothing. */
	text: string | null = $state(null);
	isWithin = $state(false);
	/** Why the last act could not be done, beside the cursor. */
	refused: OutlineRefusal | null = $state(null);

	constructor(rows: Rows, context: OutlineContext, isWeighed: boolean) {
		this.context = context;
		this.columns = isWeighed ? allColumns : allColumns.filter((column) => column !== 'weight');
		this.start(rows, rows);
	}

	/** Begins anew with rows, of which those of `base` are stored; `retired` of them were taken out. */
	start(rows: Rows, base: Rows, at?: Cursor, retired: readonly string[] = []): void {
		const key = rows.find((row) => row.key === at?.key)?.key ?? rows[0]?.key ?? '';
		const cursor = { key, column: at?.column ?? 'title' };
		this.#course = begun<State>({ rows, retired, cursor });
		this.base = base;
		this.cursor = cursor;
		this.anchor = null;
		this.text = null;
	}

	get rows(): Rows {
		return this.#course.present.rows;
	}
	get retired(): readonly string[] {
		return this.#course.present.retired;
	}
	/** The stored rows that were taken out, as they were read. */
	get retiring(): Row[] {
		return this.base.filter(({ key }) => this.retired.includes(key));
	}
	get changes() {
		return outlineChanges(this.rows, this.base, this.retired);
	}
	get canUndo(): boolean {
		return this.#course.past.length > 0;
	}
	get canRedo(): boolean {
		return this.#course.future.length > 0;
	}
	get typing(): Typing {
		if (this.text === null) return this.isWithin ? 'within' : 'no';
		return this.isWithin ? 'within' : 'over';
	}
	get at(): number {
		return this.#place(this.cursor.key);
	}
	get row(): Row | undefined {
		return this.rows[this.at];
	}
	/** The rows of the selection. */
	get span(): Span {
		const [one, other] = [this.at, this.#place(this.anchor?.key ?? this.cursor.key)];
		return { first: Math.min(one, other), last: Math.max(one, other) };
	}
	get block(): Block {
		const of = (column: Column) => this.columns.indexOf(column);
		const [one, other] = [of(this.cursor.column), of((this.anchor ?? this.cursor).column)];
		const columns = this.columns.slice(Math.min(one, other), Math.max(one, other) + 1);
		return { ...this.span, columns };
	}
	/** What the cursor's cell shows to be typed in. */
	get shown(): string {
		const { column } = this.cursor;
		const kept = this.row?.cells[column] ?? '';
		return this.text ?? typedText(column, kept, this.context.language);
	}

	#place(key: string): number {
		return this.rows.findIndex((row) => row.key === key);
	}

	#do(acted: Acted): boolean {
		if ('refused' in acted) {
			this.refused = acted.refused;
			return false;
		}
		this.refused = null;
		if (acted.rows === this.rows) return true;
		const cursor = acted.at === undefined ? this.cursor : { ...this.cursor, key: acted.at };
		const { rows, retired: more = [], kept = [] } = acted;
		const retired = [...this.retired.filter((key) => !kept.includes(key)), ...more];
		this.#course = stepped(this.#course, { rows, retired, cursor });
		this.cursor = cursor;
		return true;
	}

	/** Takes what is being typed into its cell. */
	commit(): void {
		const { text, cursor } = this;
		this.text = null;
		this.isWithin = false;
		if (text === null) return;
		this.#do(typed(this.rows, this.at, cursor.column, entered(cursor.column, text, this.context)));
	}

	type(text: string): void {
		this.refused = null;
		if (!this.row?.fixed.includes(this.cursor.column)) this.text = text;
		else this.refused = 'cell_fixed';
	}

	/** Puts the cursor somewhere; a new row that it leaves and in which nothing was typed goes. */
	moveTo(cursor: Cursor, extend = false): void {
		this.commit();
		const { key } = this.cursor;
		this.anchor = extend ? (this.anchor ?? this.cursor) : null;
		this.refused = null;
		this.cursor = cursor;
		if (key !== cursor.key && !extend) this.#forget(key);
	}

	#forget(key: string): void {
		const { present } = this.#course;
		const rows = withoutUntouched(present.rows, key);
		if (rows !== present.rows) this.#course = replaced(this.#course, { ...present, rows });
	}

	#goTo(at: number, column: Column, extend: boolean): void {
		const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at))];
		if (row) this.moveTo({ key: row.key, column }, extend);
	}

	go(way: Extract<Command, { go: string }>['go'], extend: boolean): void {
		const { at, columns } = this;
		const column = columns.indexOf(this.cursor.column);
		const rowsBy = { up: -1, down: 1, page_up: -pageRows, page_down: pageRows };
		if (way in rowsBy)
			return this.#goTo(at + rowsBy[way as keyof typeof rowsBy], this.cursor.column, extend);
		if (way === 'first' || way === 'last')
			return this.#goTo(way === 'first' ? 0 : Infinity, this.cursor.column, extend);
		const across = { left: column - 1, right: column + 1, row_start: 0, row_end: Infinity };
		const to = Math.max(0, Math.min(columns.length - 1, across[way as keyof typeof across]));
		this.#goTo(at, columns[to]!, extend);
	}

	/** The next row, or a new one: see {@link makesNext}. */
	next(): void {
		this.commit();
		const { at, row } = this;
		if (row && !isUntouched(row) && makesNext(this.rows, at)) return this.insert();
		const following = this.rows[at + 1] ?? this.rows[at - 1];
		if (following) this.moveTo({ key: following.key, column: this.cursor.column });
	}

	/** A new row behind the cursor's and all beneath it. */
	insert(): void {
		this.commit();
		this.anchor = null;
		if (this.#do(inserted(this.rows, this.at)))
			this.cursor = { key: this.cursor.key, column: 'title' };
	}

	#onRows(act: (rows: Rows, span: Span) => Acted): void {
		this.commit();
		this.#do(act(this.rows, this.span));
	}
	indent = () => this.#onRows(indented);
	outdent = () => this.#onRows(outdented);
	moveUp = () => this.#onRows((rows, span) => shifted(rows, span, 'up'));
	moveDown = () => this.#onRows((rows, span) => shifted(rows, span, 'down'));
	remove = () => {
		this.#onRows(removed);
		this.anchor = null;
	};
	/** Brings a stored row back that was taken out. */
	reinstate = (key: string) =>
		this.#onRows((rows) => reinstated(rows, this.base, this.retired, key));
	clear = () => this.#onRows((rows) => cleared(rows, this.block));
	/** The first row of the selection in all of it; a cell alone takes what stands above it. */
	fill = () =>
		this.#onRows((rows) => {
			const { first, last, columns } = this.block;
			const from = first === last ? Math.max(0, first - 1) : first;
			return filled(rows, { first: from, last, columns });
		});
	retype = (kind: ElementKind) => this.#onRows((rows, { first }) => asKind(rows, first, kind));

	/** A text in one cell, as where another's is taken over. */
	put({ key, column }: Cursor, text: string): void {
		this.commit();
		this.#do(typed(this.rows, this.#place(key), column, text));
	}

	paste(block: string[][]): void {
		this.commit();
		const { first, columns: selected } = this.block;
		const from = this.columns.indexOf(selected[0] ?? 'title');
		const columns = this.columns.slice(from);
		const read = (column: Column, text: string) => entered(column, text, this.context);
		if (this.#do(pasted(this.rows, first, { block, columns }, read))) this.anchor = null;
	}

	/** The selected cells, as spreadsheets take them. */
	copied(): string {
		const { first, last, columns } = this.block;
		const lines = this.rows
			.slice(first, last + 1)
			.map(({ cells }) => columns.map((column) => cells[column]).join('\t'));
		return lines.join('\n');
	}

	#turn(course: Course<State>): void {
		this.revert();
		const before = this.#course;
		if (course === before) return;
		this.#course = course;
		const { rows, cursor } = course.present;
		const key = rows.find((row) => row.key === cursor.key)?.key ?? rows[0]?.key ?? '';
		this.cursor = { key, column: cursor.column };
		this.anchor = null;
	}
	undo = () => this.#turn(undone(this.#course));
	redo = () => this.#turn(redone(this.#course));

	revert(): void {
		this.text = null;
		this.isWithin = false;
		this.refused = null;
	}
}
