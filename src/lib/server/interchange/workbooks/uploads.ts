/** Workbooks on their way into a plan: sent, mapped, looked at, and then taken or forgotten. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import { findHeader, shapeOf, type Header } from '#lib/domain/interchange/header.ts';
import { propose } from '#lib/domain/interchange/propose.ts';
import type { SheetMap } from '#lib/domain/interchange/roles.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { write } from '../../writing/write.ts';
import type { MappedWorkbook } from './mapped.ts';
import { planNamed } from './own-plan.ts';

export interface Upload {
	id: string;
	name: string;
	slug: string | null;
	sheets: Sheet[];
	/** Of each sheet; null: it is not read. */
	maps: (SheetMap | null)[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUploadId = (id: string): boolean => uuid.test(id);

/** Of one's own; others' workbooks are not there. */
export async function find(
	db: Db,
	actor: Actor,
	planId: string,
	id: string
): Promise<Upload | undefined> {
	if (!isUploadId(id) || actor.kind !== 'user') return undefined;
	return await db
		.selectFrom('workbook_upload')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.where('user_id', '=', actor.id)
		.where('organisation_id', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.select(['id', 'name', 'slug', 'sheets', 'maps'])
		.executeTakeFirst();
}

const digestOf = (header: Header): string =>
	createHash('sha256').update(shapeOf(header)).digest('base64url');

async function remembered(db: Db, planId: string, header: Header): Promise<SheetMap | undefined> {
	const row = await db
		.selectFrom('column_map')
		.where('plan_id', '=', planId)
		.where('shape', '=', digestOf(header))
		.select('map')
		.executeTakeFirst();
	return row && { ...row.map, header: { row: header.row, rows: header.rows } };
}

/** How a sheet may be read: as one of the same layout was, else as its header and values propose. */
async function mapOf(
	db: Db,
	planId: string,
	sheet: Sheet,
	language: string
): Promise<SheetMap | null> {
	const header = findHeader(sheet);
	if (!header) return null;
	const map =
		(!header.own && (await remembered(db, planId, header))) || propose(sheet, header, language);
	return Object.keys(map.columns).length > 0 ? map : null;
}

/** Whose a workbook is, and of what; a report's is an organisation's. */
interface KeptFor {
	planId: string;
	userId: string;
	organisationId: string | null;
}

/** Keeps a workbook for a day, and lets those go whose day is over. */
export async function keep(
	trx: Trx,
	{ planId, userId, organisationId }: KeptFor,
	{ name, slug, sheets, maps }: Omit<Upload, 'id'>
): Promise<string> {
	await trx
		.deleteFrom('workbook_upload')
		.where('expires_at', '<', sql<Date>`now()`)
		.execute();
	const { id } = await trx
		.insertInto('workbook_upload')
		.values({
			...{ plan_id: planId, user_id: userId, organisation_id: organisationId, name, slug },
			sheets: JSON.stringify(sheets),
			maps: JSON.stringify(maps),
			expires_at: sql<Date>`now() + interval '1 day'`
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export interface SentWorkbook {
	name: string;
	sheets: Sheet[];
	/** Of the plan. */
	language: string;
}

/** Keeps a workbook for a day, with a proposal of how it is read; its id is returned. */
export function begin(
	db: Db,
	actor: Actor,
	planId: string,
	{ name, sheets, language }: SentWorkbook
): Promise<string> {
	return write(db, actor, {
		may: 'edit_plan',
		raises: 'nothing',
		read: async () => ({ planId }),
		write: async (trx, _found, { actorId }) => {
			const maps = [];
			for (const sheet of sheets) maps.push(await mapOf(trx, planId, sheet, language));
			const by = { planId, userId: actorId, organisationId: null };
			const slug = planNamed(sheets);
			return { result: await keep(trx, by, { name, slug, sheets, maps }) };
		}
	});
}

/** Reads a workbook otherwise than before. */
export function remap(
	db: Db,
	actor: Actor,
	planId: string,
	{ id }: Upload,
	maps: (SheetMap | null)[]
): Promise<void> {
	return write(db, actor, {
		may: 'edit_plan',
		raises: 'nothing',
		read: async (trx) => ((await find(trx, actor, planId, id)) ? { planId } : undefined),
		write: async (trx) => {
			await trx
				.updateTable('workbook_upload')
				.set({ maps: JSON.stringify(maps) })
				.where('id', '=', id)
				.execute();
			return { result: undefined };
		}
	});
}

/** An upload as it is compared with the plan. */
export const mappedOf = ({ name, slug, sheets, maps }: Upload): MappedWorkbook => ({
	name,
	slug,
	sheets: sheets.flatMap((sheet, at) => {
		const map = maps[at];
		return map ? [{ sheet, map }] : [];
	})
});

/** Keeps how each layout was read, for the next file that looks so. */
export async function rememberMaps(
	trx: Trx,
	planId: string,
	{ sheets }: MappedWorkbook
): Promise<void> {
	for (const { sheet, map } of sheets) {
		const header = findHeader(sheet);
		if (!header || header.own) continue;
		const kept = { map: JSON.stringify(map), used_at: new Date() };
		await trx
			.insertInto('column_map')
			.values({ plan_id: planId, shape: digestOf(header), ...kept })
			.onConflict((conflict) => conflict.columns(['plan_id', 'shape']).doUpdateSet(kept))
			.execute();
	}
}
