import { sql, type Kysely } from 'kysely';

/**
 * Organisations are created, renamed, ended and followed by people, so their names have days, as all
 * else does that a page of an earlier day shows: of an organisation, on a day, the name with the latest
 * day counts that is not after it. `organisation` itself has the name of today. An address that is given
 * up is kept, and leads to the present one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table organisation
			-- rises with every change; a form sent with an older one is a conflict
			add column version integer not null default 1 check (version > 0);

		create table organisation_name (
			organisation_id bigint not null references organisation on delete cascade,
			-- -infinity: from the beginning
			holds_from date not null,
			acronym text not null check (acronym <> ''),
			name text not null check (name <> ''),
			primary key (organisation_id, holds_from)
		);
		insert into organisation_name (organisation_id, holds_from, acronym, name)
		select id, '-infinity', acronym, name from organisation;

		create table former_organisation_slug (
			slug text primary key,
			organisation_id bigint not null references organisation on delete cascade
		);

		create function keep_organisation_name() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				insert into organisation_name (organisation_id, holds_from, acronym, name)
				values (new.id, '-infinity', new.acronym, new.name)
				on conflict do nothing;
			else
				-- whoever gives a new name a day has said so already; else the record was wrong
				update organisation_name set acronym = new.acronym, name = new.name
				where organisation_id = new.id and holds_from = (
					select max(holds_from) from organisation_name
					where organisation_id = new.id and holds_from <= current_date
				);
			end if;
			return null;
		end $$;
		create trigger keep_name_added after insert on organisation
			for each row execute function keep_organisation_name();
		create trigger keep_name_changed after update of acronym, name on organisation
			for each row when (row(old.acronym, old.name) is distinct from row(new.acronym, new.name))
			execute function keep_organisation_name();

		create function keep_organisation_slug() returns trigger language plpgsql as $$
		begin
			insert into former_organisation_slug (slug, organisation_id) values (old.slug, old.id)
			on conflict (slug) do update set organisation_id = excluded.organisation_id;
			delete from former_organisation_slug where slug = new.slug;
			return null;
		end $$;
		create trigger keep_slug after update of slug on organisation
			for each row when (old.slug <> new.slug) execute function keep_organisation_slug();

		create index organisation_successors on organisation_succession (successor_id);

		-- who reports through one that ends reports through the one that follows it
		create or replace view reporting_through as
			select organisation.id as organisation_id,
				organisation_heir(coalesce(reports_through_id, organisation.id)) as through_id
			from organisation;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace view reporting_through as
			select
				organisation.id as organisation_id,
				coalesce(
					reports_through_id,
					case when valid_to <= current_date then organisation_heir(organisation.id) end,
					organisation.id
				) as through_id
			from organisation;
		drop index organisation_successors;
		drop trigger keep_slug on organisation;
		drop trigger keep_name_changed on organisation;
		drop trigger keep_name_added on organisation;
		drop function keep_organisation_slug, keep_organisation_name;
		drop table former_organisation_slug, organisation_name;
		alter table organisation drop column version;
	`.execute(db);
}
