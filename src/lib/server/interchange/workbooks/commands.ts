/** Takes a workbook into a plan: all of it, or nothing. */
import { createHash } from 'node:crypto';
import { difference, madeOf, type Difference } from '#lib/domain/interchange/difference.ts';
import { readWorkbook } from '#lib/domain/interchange/read-workbook.ts';
import type { RecordChange } from '#lib/domain/interchange/record-changes.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../../db/connect.ts';
import { edit, type EditedPlan } from '../../writing/editing.ts';
import type { Batch } from '../../writing/write.ts';
import type { MappedWorkbook } from './mapped.ts';
import { makeRecords } from './make-records.ts';
import { CellsRefused, OtherPlan } from './refusals.ts';
import { storedPlan } from './stored-plan.ts';
import { rememberMaps } from './uploads.ts';
import { lockRecords } from './stored-rows.ts';

export interface Preview {
	difference: Difference;
	/** Of all that it says: another one is another preview. */
	mark: string;
}

const markOf = (found: Difference): string =>
	createHash('sha256').update(JSON.stringify(found)).digest('base64url').slice(0, 22);

/** What taking the workbook would change now. Nothing is written. */
export async function preview(
	db: Db,
	planId: string,
	{ sheets, slug }: MappedWorkbook,
	today: IsoDate
): Promise<Preview> {
	const stored = await storedPlan(db, planId, today);
	const found = difference(readWorkbook(sheets, stored), stored, slug);
	return { difference: found, mark: markOf(found) };
}

export interface Taking {
	workbook: MappedWorkbook;
	/** The mark of the preview that was seen. */
	seen: string;
	/** In one sentence: becomes the provenance of what changes. */
	reason: string;
	today: IsoDate;
	/** Whether cells that are refused may be left out. */
	leaveOut: boolean;
	/** Whether it is this plan's, though it seems to be another's. */
	thisPlan: boolean;
}

export interface Taken {
	created: number;
	changed: number;
}

const count = (records: readonly RecordChange[], state: RecordChange['state']) =>
	records.filter((one) => one.state === state).length;

const takenOf = ({ records }: Difference): Taken => ({
	created: count(records, 'created'),
	changed: count(records, 'changed')
});

/**
 * Makes all that the preview showed, as one edit.
 *
 * @throws Conflict where the plan or the map was changed since the preview; CellsRefused; OtherPlan;
 *   RowRefused where a record cannot be made after all; NotAllowed
 */
export function take(db: Db, actor: Actor, plan: EditedPlan, taking: Taking): Promise<Taken> {
	const { workbook, seen, reason, today } = taking;
	return edit(db, actor, plan, {
		action: 'workbook_taken',
		kind: 'plan',
		id: plan.id,
		version: seen,
		reason,
		unchanged: { created: 0, changed: 0 },
		read: async (trx) => {
			await lockRecords(trx, plan.id);
			const { difference: found, mark } = await preview(trx, plan.id, workbook, today);
			const made = takenOf(found);
			const about = { workbook: workbook.name, ...made };
			const isNothing = madeOf(found).length === 0;
			return { found, code: '', version: mark, changes: changes({}, isNothing ? {} : about) };
		},
		write: async (trx, { found }, _made, dated) => {
			if (found.anotherPlan && !taking.thisPlan) throw new OtherPlan();
			if (found.refusals.length > 0 && !taking.leaveOut) throw new CellsRefused();
			const batch: Batch = { entries: [], dated };
			const { id, demonstration } = plan;
			const part = { id, demonstration, batch };
			await makeRecords(found.records, { trx, actor, plan: part, reason, today, dated });
			await rememberMaps(trx, plan.id, workbook);
			return { result: takenOf(found), batch };
		}
	});
}
