import { sql, type Kysely } from 'kysely';

/** A workbook that somebody sent may be an organisation's report: then it is that one's, not the plan's. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table workbook_upload
			add column organisation_id bigint references organisation on delete cascade;
		create index workbook_upload_organisation on workbook_upload (organisation_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		delete from workbook_upload where organisation_id is not null;
		alter table workbook_upload drop column organisation_id;
	`.execute(db);
}
