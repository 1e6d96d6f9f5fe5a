import { sql, type Kysely } from 'kysely';

/** A KPI's value is reckoned from its history; what was kept beside it at each measurement nobody read. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger keep_current on measurement;
		drop function keep_kpi_current;
		drop table kpi_current;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table kpi_current (
			kpi_id bigint primary key references kpi,
			measurement_id bigint not null references measurement,
			measured_on date not null
		);
		insert into kpi_current (kpi_id, measurement_id, measured_on)
			select distinct on (kpi_id) kpi_id, id, measured_on from measurement
			order by kpi_id, measured_on desc, id desc;
		create function keep_kpi_current() returns trigger language plpgsql as $$
		begin
			insert into kpi_current (kpi_id, measurement_id, measured_on)
			values (new.kpi_id, new.id, new.measured_on)
			on conflict (kpi_id) do update
				set measurement_id = excluded.measurement_id, measured_on = excluded.measured_on
				where (excluded.measured_on, excluded.measurement_id)
					> (kpi_current.measured_on, kpi_current.measurement_id);
			return null;
		end $$;
		create trigger keep_current after insert on measurement
			for each row execute function keep_kpi_current();
	`.execute(db);
}
