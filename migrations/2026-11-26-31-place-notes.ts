import { sql, type Kysely } from 'kysely';

/**
 * Notes stand under the headings of the publication, with the mark that it prints before them, and
 * where a reader needs them. A topic was a name of the tracker's own until now, and no heading.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan_note
			add column subtopic text,
			add column marker text,
			add column place text not null default 'end'
				check (place in ('start', 'vision', 'end')),
			add constraint subtopic_has_topic check (subtopic is null or topic is not null);
		update plan_note set topic = null;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan_note drop column subtopic, drop column marker, drop column place;
	`.execute(db);
}
