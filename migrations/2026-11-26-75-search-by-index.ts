import { sql, type Kysely } from 'kysely';

/** What holds some words: so many as are wanted, whether they are everywhere or nowhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- the index of all words does not know where they stand
		create index search_entry_titles on search_entry using gin (ts_filter(words, '{a,b}'));

		-- Looking for words row by row costs more than the planner thinks, so it would read the table
		-- until it has found enough: that is all of it where few have them. How many do follows from
		-- the words, so each question is planned with its own.
		create function entries_titled(asked tsquery, most int) returns setof search_entry
			language sql stable rows 100
			set seq_page_cost = 4 set plan_cache_mode = force_custom_plan
			as 'select * from search_entry where ts_filter(words, ''{a,b}'') @@ asked limit most';

		create function entries_holding(asked tsquery, most int) returns setof search_entry
			language sql stable rows 100
			set seq_page_cost = 4 set plan_cache_mode = force_custom_plan
			as 'select * from search_entry where words @@ asked limit most';
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop function entries_titled, entries_holding;
		drop index search_entry_titles;
	`.execute(db);
}
