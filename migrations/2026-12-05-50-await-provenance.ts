import { sql, type Kysely } from 'kysely';

/**
 * An amendment that holds from a day to come adds what is not there until then. Where its fields come from is
 * known when it is adopted, so it waits, and goes with the row on the day on which that comes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table provenance_to_come (
			like provenance including constraints including indexes including identity
		);
		create function take_awaited_provenance() returns trigger language plpgsql as $$
		begin
			if tg_table_name = 'element' then
				insert into provenance (element_id, field, kind, passage_id, quote, reason, publication_id)
					select element_id, field, kind, passage_id, quote, reason, publication_id
					from provenance_to_come where element_id = new.id order by id
					on conflict do nothing;
				delete from provenance_to_come where element_id = new.id;
			else
				insert into provenance (kpi_id, field, kind, passage_id, quote, reason, publication_id)
					select kpi_id, field, kind, passage_id, quote, reason, publication_id
					from provenance_to_come where kpi_id = new.id order by id
					on conflict do nothing;
				delete from provenance_to_come where kpi_id = new.id;
			end if;
			return null;
		end $$;
		create trigger take_awaited_provenance after insert on element
			for each row execute function take_awaited_provenance();
		create trigger take_awaited_provenance after insert on kpi
			for each row execute function take_awaited_provenance();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger take_awaited_provenance on element;
		drop trigger take_awaited_provenance on kpi;
		drop function take_awaited_provenance();
		drop table provenance_to_come;
	`.execute(db);
}
