/** Workbooks that were sent, and what their columns held. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import type { SheetMap } from '#lib/domain/interchange/roles.ts';
import type { Instant, InstantNow } from './columns.ts';

export interface WorkbookTables {
	workbook_upload: WorkbookUploadTable;
	column_map: ColumnMapTable;
}

/** A workbook that somebody sent and may still take into the plan. */
export interface WorkbookUploadTable {
	id: Generated<string>;
	plan_id: string;
	user_id: string;
	/** Whose report it is; null: it is the plan's. */
	organisation_id: string | null;
	name: string;
	/** The plan that it says it is of; null: it does not say. */
	slug: string | null;
	sheets: JSONColumnType<Sheet[], string, never>;
	/** Of each sheet; null: it is not read. */
	maps: JSONColumnType<(SheetMap | null)[], string, string>;
	created_at: InstantNow;
	expires_at: Instant;
}

/** How a layout was read, by a digest of its header. */
export interface ColumnMapTable {
	plan_id: string;
	shape: string;
	map: JSONColumnType<SheetMap, string, string>;
	used_at: ColumnType<Date, Date | undefined, Date>;
}
