/**
 * Who may do what in the embedded database. `tanaw` made it and is its superuser: it is used only to
 * make the database and the other two. `tanaw_owner` owns what migrations make. `tanaw_app` is who
 * serves pages: it reads and writes rows, and can change no table, no trigger and no role.
 */
import pg from 'pg';

export const superuser = 'tanaw';
export const owner = 'tanaw_owner';
export const app = 'tanaw_app';
export const database = 'tanaw';

const DUPLICATE_DATABASE = '42P04';
const UNKNOWN_DATABASE = '3D000';
/** Of two who create it at once one is told this instead. */
const UNIQUE_VIOLATION = '23505';

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

async function createDatabase(client: pg.Client): Promise<void> {
	try {
		await client.query(`create database ${client.escapeIdentifier(database)}`);
	} catch (error) {
		const { code } = error as { code?: string };
		if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
	}
}

/** Databases of former versions belong to the superuser, in each of their parts. */
const handOver = `
	do $$
	declare
		one record;
	begin
		for one in
			select case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end as kind,
				c.oid::regclass::text as name
			from pg_class c
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
				and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
					and d.objid = c.oid and d.deptype in ('e', 'a', 'i'))
			union all
			select 'routine', p.oid::regprocedure::text
			from pg_proc p
			where p.pronamespace = 'public'::regnamespace
				and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass
					and d.objid = p.oid and d.deptype = 'e')
			union all
			select 'type', t.oid::regtype::text
			from pg_type t
			where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
				and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass
					and d.objid = t.oid and d.deptype = 'e')
		loop
			execute format('alter %s %s owner to ${owner}', one.kind, one.name);
		end loop;
	end $$`;

const makeRoles = `
	do $$
	declare
		wanted text;
	begin
		foreach wanted in array array['${owner}', '${app}'] loop
			if not exists (select from pg_roles where rolname = wanted) then
				execute format('create role %I login', wanted);
			end if;
		end loop;
	end $$;
	-- it may then see which connections the other has
	grant ${app} to ${owner};
	revoke all on database ${database} from public;
	grant connect, temporary on database ${database} to ${app};
	grant select, insert, update, delete on all tables in schema public to ${app};
	grant usage, select, update on all sequences in schema public to ${app};
	alter default privileges for role ${owner} in schema public
		grant select, insert, update, delete on tables to ${app};
	alter default privileges for role ${owner} in schema public
		grant usage, select, update on sequences to ${app}`;

/** All or nothing; that the database has its owner says that it was done. */
async function divide(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ done: boolean }>(
		`select pg_get_userbyid(datdba) = $1 as done from pg_database where datname = $2`,
		[owner, database]
	);
	if (rows[0]?.done) return;
	await client.query(`
		begin;
		select pg_advisory_xact_lock(hashtext('roles'));
		${makeRoles};
		${handOver};
		alter database ${database} owner to ${owner};
		commit`);
}

/** Makes the database and its roles where they are missing. */
export async function makeDatabase(urlOf: (database: string) => string): Promise<void> {
	try {
		await withClient(urlOf(database), divide);
	} catch (error) {
		if ((error as { code?: string }).code !== UNKNOWN_DATABASE) throw error;
		await withClient(urlOf('postgres'), createDatabase);
		await withClient(urlOf(database), divide);
	}
}
