import { sql, type Kysely } from 'kysely';

/** The words of a framework in other languages than its own: they stand beside them, and change nothing of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table framework_translation (
			framework_id bigint not null references framework on delete cascade,
			language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
			title text check (title <> ''),
			-- of axes by their names in addresses, and of terms by their codes
			words jsonb not null check (jsonb_typeof(words) = 'array'),
			provenance text not null
				check (provenance in ('source', 'public_record', 'editorial', 'demo')),
			reason text check (reason <> ''),
			version integer not null default 1,
			primary key (framework_id, language),
			check (provenance = 'source' or reason is not null)
		)
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table framework_translation`.execute(db);
}
