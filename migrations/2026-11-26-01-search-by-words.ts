import { sql, type Kysely, type RawBuilder } from 'kysely';

/** Marks that typesetters have, and below each the one of a keyboard. */
const printed = '’‘‚‛ʼ′`´“”„‟«»″‐‑‒–—―−';
const typed = `''''''''"""""""-------`;
const combining = '[\u0300-\u036f]+';
/** Signs that some libraries of letters do not count among punctuation. */
const aside = '$+<=>^`|~';

/**
 * A collation that knows the letters of every script, also where the database's own is C. The builtin
 * one came with PostgreSQL 17; what is reckoned with it never changes with a library.
 */
async function letters(db: Kysely<unknown>): Promise<RawBuilder<unknown>> {
	const { rows } = await sql<{ builtin: boolean }>`
		select exists (select from pg_collation where collname = 'pg_c_utf8') as builtin
	`.execute(db);
	return sql.id('pg_catalog', rows[0]!.builtin ? 'pg_c_utf8' : 'und-x-icu');
}

export async function up(db: Kysely<unknown>): Promise<void> {
	const collation = await letters(db);
	const inside = `[^[:space:][:punct:]${aside}]`;
	const part = sql.lit(`${inside}+`);
	const whole = sql.lit(`${inside}+(?:[-./']${inside}+)+`);
	await sql`
		-- trusted: whoever may create in the database may create these
		create extension if not exists pg_trgm;
		create extension if not exists fuzzystrmatch;

		-- small letters without accents, with the marks of a keyboard; most texts have nothing to fold
		create function folded(words text) returns text
			language sql immutable strict parallel safe return
			lower((
				case when octet_length(words) = char_length(words) then words
					else regexp_replace(
						normalize(translate(words, ${sql.lit(printed)}, ${sql.lit(typed)}), nfkd),
						${sql.lit(combining)}, '', 'g'
					) end
			) collate ${collation});

		-- its words, and what is joined by marks as one word too where it holds a digit: a code
		create function words_of(words text) returns text[]
			language sql immutable strict parallel safe return array(
				select left(found[1], 100)
				from folded(words) as plain,
					regexp_matches(plain collate ${collation}, ${part}, 'g') as found
				union
				select left(found[1], 100)
				from folded(words) as plain,
					regexp_matches(plain collate ${collation}, ${whole}, 'g') as found
				where plain ~ '[0-9]' and found[1] ~ '[0-9]'
			);

		-- what is asked for, word by word: a code is one word, other words fall apart at their marks
		create function asked_words(asked text) returns text[]
			language sql immutable strict parallel safe return array(
				select distinct left(word[1], 100)
				from regexp_split_to_table(folded(asked) collate ${collation}, '\\s+') as token,
					lateral (
						select case when token ~ '[0-9]' and token ~ ('^[^[:alnum:]]*' || ${whole})
							then ${whole} else ${part} end as pattern
					) as shape,
					lateral regexp_matches(token collate ${collation}, shape.pattern, 'g') as word
			);

		-- words as a search document; weights say where they stand
		create function words_vector(words text, weight text) returns tsvector
			language sql immutable parallel safe return coalesce((
				select string_agg('''' || replace(word, '''', '''''') || ''':1' || weight, ' ')
				from unnest(words_of(words)) as word
			), '')::tsvector;

		-- what can be found: a plan, an element or a KPI; written anew when its plan changes
		create table search_entry (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			element_id bigint references element,
			kpi_id bigint references kpi,
			code text,
			title text not null,
			-- A: code; B: titles; C: who answers for it; D: what is said of it
			words tsvector not null,
			-- of the texts that its words were taken from
			digest text not null,
			check (num_nonnulls(element_id, kpi_id) <= 1),
			unique nulls not distinct (plan_id, element_id, kpi_id)
		);
		create index search_entry_words on search_entry using gin (words);
		create index search_entry_code on search_entry (folded(code) text_pattern_ops);

		-- every word that anything was ever called by, to find parts of words and slips of spelling
		create table search_word (word text collate "C" primary key);
		create index search_word_parts on search_word using gin (word gin_trgm_ops);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table search_entry, search_word;
		drop function words_vector, asked_words, words_of, folded;
	`.execute(db);
}
