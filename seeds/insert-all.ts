import type { Insertable, Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';

/** Inserts in portions, since one statement carries at most 65,535 values. */
export async function insertAll<Table extends keyof Database & string>(
	trx: Transaction<Database>,
	table: Table,
	rows: Insertable<Database[Table]>[]
): Promise<void> {
	for (let from = 0; from < rows.length; from += 1_000)
		await trx
			.insertInto(table)
			.values(rows.slice(from, from + 1_000))
			.execute();
}
