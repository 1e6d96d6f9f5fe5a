import { sql, type Kysely } from 'kysely';

/** A demonstration is of a plan as published: each page leads to the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan add column demonstrates_id bigint references plan;
		alter table plan add constraint demonstrates_another
			check (demonstrates_id is null or demonstration and demonstrates_id <> id);
		create index plan_demonstrates on plan (demonstrates_id);

		update plan set demonstrates_id = (
			select published.id
			from plan published
			join publication theirs on theirs.plan_id = published.id
			join publication ours on ours.title = theirs.title and ours.plan_id = plan.id
			where not published.demonstration
			order by published.id
			limit 1
		)
		where demonstration;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table plan drop column demonstrates_id`.execute(db);
}
