/** A report's workbook on its way back: whose it says that it is, and where it is kept until it is taken. */
import { sql } from 'kysely';
import type { Sheet } from '#lib/domain/interchange/cells.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { rowsIn, sealedIn, type ReadRow } from '#lib/domain/report-workbook/rows.ts';
import type { Seal } from '../../auth/second-factor/seal.ts';
import type { Db } from '../../db/connect.ts';
import { write } from '../../writing/write.ts';
import { isUploadId, keep } from '../workbooks/uploads.ts';
import { opened, type Identity } from './identity.ts';

/** Why a workbook is refused as a whole. */
export type WorkbookFault =
	/** It says of no report that it is its. */
	| 'no_report'
	/** What it says is not what was downloaded. */
	| 'altered'
	| 'other_plan'
	| 'other_organisation'
	| 'other_period'
	/** Its report takes no entries any more. */
	| 'report_closed';

export class WorkbookRefused extends Error {
	override name = 'WorkbookRefused';
	readonly fault: WorkbookFault;
	/** Whose it is, as far as it says so. */
	readonly of: Pick<Identity, 'organisation' | 'period'> | null;

	constructor(fault: WorkbookFault, of: WorkbookRefused['of'] = null) {
		super(fault);
		this.fault = fault;
		this.of = of;
	}
}

/** For whom and for which report a workbook is sent. */
export interface Expected {
	planId: string;
	organisationId: string;
	/** Of the report at hand; null: no period has begun. */
	report: { periodId: string; open: boolean } | null;
}

export interface ReportWorkbook {
	identity: Identity;
	rows: ReadRow[];
}

function faultOf(identity: Identity, { planId, organisationId, report }: Expected) {
	if (identity.planId !== planId) return 'other_plan';
	if (identity.organisationId !== organisationId) return 'other_organisation';
	if (identity.periodId !== (report?.periodId ?? null)) return 'other_period';
	return report?.open === false ? 'report_closed' : null;
}

/**
 * What a workbook says of a report.
 *
 * @throws WorkbookRefused where it is no workbook of this report, or was altered in what is hidden
 */
export function readReport(
	seal: Seal,
	sheets: readonly Sheet[],
	expected: Expected
): ReportWorkbook {
	const text = sealedIn(sheets);
	if (text === null) throw new WorkbookRefused('no_report');
	const identity = opened(seal, text);
	if (!identity) throw new WorkbookRefused('altered');
	const fault = faultOf(identity, expected);
	if (fault !== null) throw new WorkbookRefused(fault, identity);
	return { identity, rows: rowsIn(sheets) };
}

interface SentReport {
	name: string;
	sheets: Sheet[];
	/** For which report it is sent. */
	of: Pick<Expected, 'planId' | 'organisationId'>;
	/** Of which one is the sender's: its own, or one that reports through it. */
	organisationIds: readonly string[];
}

/** Keeps a workbook for a day; its id is returned. */
export function begin(
	db: Db,
	actor: Actor,
	{ name, sheets, of, organisationIds }: SentReport
): Promise<string> {
	return write(db, actor, {
		may: 'write_report',
		owned: true,
		raises: 'nothing',
		read: async () => ({ planId: of.planId, organisationIds }),
		write: async (trx, _found, { actorId: userId }) => ({
			result: await keep(trx, { ...of, userId }, { name, slug: null, sheets, maps: [] })
		})
	});
}

export interface ReportUpload {
	id: string;
	name: string;
	planId: string;
	organisationId: string;
	sheets: Sheet[];
}

/** Of one's own; others' workbooks are not there. */
export async function find(db: Db, actor: Actor, id: string): Promise<ReportUpload | undefined> {
	if (!isUploadId(id) || actor.kind !== 'user') return undefined;
	const row = await db
		.selectFrom('workbook_upload')
		.where('id', '=', id)
		.where('user_id', '=', actor.id)
		.where('expires_at', '>', sql<Date>`now()`)
		.select(['id', 'name', 'plan_id as planId', 'organisation_id as organisationId', 'sheets'])
		.executeTakeFirst();
	const organisationId = row?.organisationId ?? null;
	return row && organisationId !== null ? { ...row, organisationId } : undefined;
}
