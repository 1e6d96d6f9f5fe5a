import type { Selectable } from 'kysely';
import type { ActivityEntry } from '#lib/domain/activity-entry.ts';
import type { ActivityUpdateTable } from '../db/schema.ts';

const number = (text: string | null) => (text === null ? null : Number(text));

/** Whether a stored update says what an entry says; its milestones stand in rows of their own. */
export function sameEntry(row: Selectable<ActivityUpdateTable>, entry: ActivityEntry): boolean {
	return (
		row.delivery === entry.delivery &&
		number(row.physical_percent) === entry.percent &&
		row.as_of === entry.asOf &&
		row.actual_start === entry.actualStart &&
		row.actual_end === entry.actualEnd &&
		row.recovery_on === entry.recoveryOn &&
		row.slippage_cause === entry.slippageCause &&
		row.note === entry.note
	);
}
