import { sql, type Kysely } from 'kysely';

/**
 * What a measurement says of the parts of a KPI, beside its total: appended with it and never changed, as
 * it is. A correction is a new measurement with cells of its own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table measurement_cell (
			id bigint generated always as identity primary key,
			measurement_id bigint not null references measurement,
			-- the ids of its terms in the order of their dimensions
			cell text not null check (cell ~ '^[0-9]+(x[0-9]+)?$'),
			-- null: it was said that the cell does not apply
			value numeric,
			numerator numeric,
			denominator numeric check (denominator > 0),
			unique (measurement_id, cell),
			check ((numerator is null) = (denominator is null)),
			check (value is not null or numerator is null)
		);
		-- the chain of the audit log covers it, as it covers the total
		create trigger note_appended after insert on measurement_cell
			referencing new table as appended
			for each statement execute function note_appended();
		create trigger append_only before update or delete or truncate on measurement_cell
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table measurement_cell`.execute(db);
}
