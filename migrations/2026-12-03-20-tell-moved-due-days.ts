import { sql, type Kysely } from 'kysely';

const before = [
	...['period_opened', 'due_soon', 'due_tomorrow', 'due_today', 'overdue', 'chased', 'extended'],
	...['submitted', 'returned', 'approved', 'published', 'corrected', 'plan_changed']
];

async function allow(db: Kysely<unknown>, kinds: readonly string[]): Promise<void> {
	await sql`
		alter table notice drop constraint notice_kind_check,
			add constraint notice_kind_check
				check (kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))}))
	`.execute(db);
}

/** Whoever is to report is told where the due day of a report was moved. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await allow(db, [...before, 'due_moved']);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from notice where kind = 'due_moved'`.execute(db);
	await allow(db, before);
}
