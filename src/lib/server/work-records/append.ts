/** A record's next state, appended. */
import { sql } from 'kysely';
import { plainValues, type ValuesOfRecord, type WorkRecord } from '#lib/kinds/work-records.ts';
import type { Trx } from '../db/connect.ts';
import { indexPlan } from '../search/commands.ts';

export interface Appended<Of extends WorkRecord> {
	/** Null: it is added. */
	record: string | null;
	elementId: string | null;
	planId: string;
	values: ValuesOfRecord<Of>;
	withdrawn?: boolean;
	reason: string | null;
	/** Left out: now. */
	recordedAt?: Date;
}

/** Appends a state; its id is returned, which is the record's where it is added. */
export async function append<Of extends WorkRecord>(
	trx: Trx,
	of: Of,
	{ record, elementId, planId, values, withdrawn = false, reason, recordedAt }: Appended<Of>
): Promise<string> {
	const columns = {
		...{ record_id: record, plan_id: planId, element_id: elementId, withdrawn },
		state_reason: record === null ? null : reason,
		...(recordedAt && { recorded_at: recordedAt }),
		...plainValues(values)
	};
	const names = Object.keys(columns).map((name) => sql.ref(name));
	const { rows } = await sql<{ id: string }>`
		insert into ${sql.table(of)} (${sql.join(names)})
		values (${sql.join(Object.values(columns))}) returning id
	`.execute(trx);
	// whoever looks for a place finds what is done there
	if (of === 'location') await indexPlan(trx, planId);
	return rows[0]!.id;
}
