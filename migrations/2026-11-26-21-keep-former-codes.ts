import { sql, type Kysely } from 'kysely';

/**
 * Addresses name elements and KPIs by their codes. A code that is given up is kept, whoever changes
 * it, so that its address leads to the present one; what the audit log knows of earlier codes comes
 * in first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table former_code (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			element_id bigint references element,
			kpi_id bigint references kpi,
			code text not null,
			check (num_nonnulls(element_id, kpi_id) = 1)
		);
		create index former_code_sought on former_code (plan_id, lower(code));
		create index element_code_sought on element (plan_id, lower(code)) where retired_at is null;
		create index kpi_code_sought on kpi (plan_id, lower(code)) where retired_at is null;

		insert into former_code (plan_id, element_id, code)
		select element.plan_id, element.id, entry.detail -> 'before' ->> 'code'
		from audit_entry entry
		join element on entry.subject_kind = 'element' and entry.subject_id = element.id::text
		where entry.detail -> 'before' ->> 'code' is not null
		order by entry.id;

		insert into former_code (plan_id, kpi_id, code)
		select kpi.plan_id, kpi.id, entry.detail -> 'before' ->> 'code'
		from audit_entry entry
		join kpi on entry.subject_kind = 'kpi' and entry.subject_id = kpi.id::text
		where entry.detail -> 'before' ->> 'code' is not null
		order by entry.id;

		create function keep_former_element_code() returns trigger language plpgsql as $$
		begin
			insert into former_code (plan_id, element_id, code) values (old.plan_id, old.id, old.code);
			return null;
		end $$;
		create trigger keep_former_code after update of code on element
			for each row when (old.code <> new.code) execute function keep_former_element_code();

		create function keep_former_kpi_code() returns trigger language plpgsql as $$
		begin
			insert into former_code (plan_id, kpi_id, code) values (old.plan_id, old.id, old.code);
			return null;
		end $$;
		create trigger keep_former_code after update of code on kpi
			for each row when (old.code <> new.code) execute function keep_former_kpi_code();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger keep_former_code on element;
		drop trigger keep_former_code on kpi;
		drop function keep_former_element_code;
		drop function keep_former_kpi_code;
		drop index element_code_sought;
		drop index kpi_code_sought;
		drop table former_code;
	`.execute(db);
}
