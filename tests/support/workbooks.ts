/** Workbooks as tests send them, and how they are taken. */
import { findHeader } from '#lib/domain/interchange/header.ts';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { propose } from '#lib/domain/interchange/propose.ts';
import type { MappedSheet } from '#lib/domain/interchange/read-workbook.ts';
import type { SheetMap } from '#lib/domain/interchange/roles.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import {
	preview,
	take,
	type Preview,
	type Taken
} from '#lib/server/interchange/workbooks/commands.ts';
import type { MappedWorkbook } from '#lib/server/interchange/workbooks/mapped.ts';
import { planNamed } from '#lib/server/interchange/workbooks/own-plan.ts';

export const today = '2026-11-26';

/** Sheets with the maps that are proposed for them, some settings of which a person changed. */
export function asProposed(
	sheets: readonly Sheet[],
	language = 'en',
	changed: Partial<SheetMap> = {}
): MappedWorkbook {
	const mapped = sheets.flatMap((sheet): MappedSheet[] => {
		const header = findHeader(sheet);
		const map = header && { ...propose(sheet, header, language), ...changed };
		return map && Object.keys(map.columns).length > 0 ? [{ sheet, map }] : [];
	});
	return { name: 'plan.xlsx', sheets: mapped, slug: planNamed(sheets) };
}

export const previewed = (db: Db, planId: string, workbook: MappedWorkbook): Promise<Preview> =>
	preview(db, planId, workbook, today);

/** Takes a workbook as somebody does who has seen its preview and leaves out what is refused. */
export async function taken(
	db: Db,
	actor: Actor,
	planId: string,
	workbook: MappedWorkbook,
	{ leaveOut = true, thisPlan = false } = {}
): Promise<Taken> {
	const { mark } = await preview(db, planId, workbook, today);
	const plan = { id: planId, demonstration: false };
	const reason = 'From the office’s workbook.';
	return await take(db, actor, plan, { workbook, seen: mark, reason, today, leaveOut, thisPlan });
}

/** How many records are in which state. */
export function counts({ difference }: Preview): Record<string, number> {
	const words = difference.records.map((one) =>
		[one.record === 'element' ? one.kind : one.record, one.state].join(' ')
	);
	return Object.fromEntries(
		[...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length])
	);
}
