import { sql, type Kysely } from 'kysely';

/**
 * What an organisation that has ended still owes is its successor's: of one that was split among
 * several nobody can say whose, so it stays its own. The last day that counts is the one before
 * `valid_to`, on which the successor begins.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function organisation_heir(ended bigint) returns bigint language sql stable
		return (
			with recursive line (id, step) as (
				select ended, 0
				union all
				select succession.successor_id, step + 1
				from line
				join organisation on organisation.id = line.id
					and organisation.valid_to <= current_date and organisation.reports_through_id is null
				join organisation_succession succession on succession.predecessor_id = line.id
				where step < 20 and 1 = (
					select count(*) from organisation_succession one where one.predecessor_id = line.id
				)
			)
			select coalesce(organisation.reports_through_id, organisation.id)
			from line join organisation using (id)
			order by step desc limit 1
		);

		create view reporting_through as
			select
				organisation.id as organisation_id,
				coalesce(
					reports_through_id,
					case when valid_to <= current_date then organisation_heir(organisation.id) end,
					organisation.id
				) as through_id
			from organisation;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop view reporting_through; drop function organisation_heir(bigint)`.execute(db);
}
